package io.depesche.enrich;

import io.depesche.contracts.Topics;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.amount.AmountStep;
import io.depesche.enrich.step.date.Anchor;
import io.depesche.enrich.step.date.DateStep;
import io.depesche.enrich.step.entity.EntityStep;
import io.depesche.enrich.step.language.LanguageStep;
import io.depesche.enrich.step.quote.QuoteStep;
import io.depesche.service.Cluster;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import io.depesche.service.ServiceProcess;
import io.depesche.service.StreamsService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.util.List;

/** The tagging service as a process, as in {@code depesche enrich} and in the container. */
public final class EnrichMain {

    private EnrichMain() {}

    /** Runs until SIGTERM and returns the exit status. */
    public static int run(Env env, PrintStream err) {
        return ServiceProcess.run("enrich", env, registry -> start(env, registry), err);
    }

    /** Waits for Kafka, checks the topics, and starts. */
    public static StreamsService start(Env env, MeterRegistry registry) {
        KafkaSettings kafka = KafkaSettings.from(env);
        StreamsService.Settings settings = StreamsService.Settings.from(env);
        Tagger tagger = new Tagger(steps(false, env), registry);
        try (Cluster cluster = new Cluster(kafka, "depesche-enrich-admin")) {
            cluster.awaitWith(
                    List.of(Topics.ENTITY, Topics.RAW, Topics.TAGGED, Topics.STORY, Topics.TAKEDOWN, Topics.DEAD));
        }
        EnrichTopology topology = new EnrichTopology(tagger, RegistrySerdes.from(env));
        return new StreamsService(EnrichTopology.APPLICATION_ID, topology, kafka, settings, registry);
    }

    /**
     * The steps of this version, in their order. Loading their models takes a few seconds.
     *
     * @param narrative whether dates are resolved from the text's own dates rather than from its publication
     * @param env may name a model of the user's own, which then finds the names
     */
    public static List<Step> steps(boolean narrative, Env env) {
        return List.of(
                new LanguageStep(),
                new DateStep(narrative ? Anchor.NARRATIVE : Anchor.PUBLICATION),
                NameEngine.finderFrom(env).map(EntityStep::new).orElseGet(EntityStep::new),
                new AmountStep(),
                new QuoteStep());
    }
}
