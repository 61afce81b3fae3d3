package io.depesche.ingest;

import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.extract.ArticleExtractor;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.Env;
import io.depesche.service.RegistrySerdes;
import io.depesche.service.ServiceProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/** The crawler as a process, as in {@code depesche ingest} and in the container. */
public final class IngestMain {

    private IngestMain() {}

    /** Runs until SIGTERM and returns the exit status. */
    public static int run(Env env, PrintStream err) {
        return ServiceProcess.run("ingest", env, registry -> start(env, registry), err);
    }

    /** Waits for Kafka, checks the topics, loads the outlets file where there is one, and starts. */
    public static IngestService start(Env env, MeterRegistry registry) {
        IngestConfig config = IngestConfig.from(env);
        List<Outlet> outlets = config.outletsFile().map(OutletsFile::read).orElse(List.of());
        IngestService service = IngestService.open(
                config,
                outlets,
                RegistrySerdes.from(env),
                new ArticleExtractor()::extract,
                new CrawlListener() {},
                Clock.systemUTC(),
                registry);
        service.start();
        return service;
    }
}
