package io.depesche.ingest.outlets;

import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.ingest.rights.RightsFamily;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Outlets as records of the topic {@code news.outlet.v1}, and back. */
public final class OutletRecords {

    private OutletRecords() {}

    /** The record of an outlet that is crawled. */
    public static OutletDefinition definition(Outlet outlet, OutletOrigin origin) {
        return OutletDefinition.newBuilder()
                .setId(outlet.id())
                .setName(outlet.name())
                .setLanguage(outlet.language())
                .setCountry(outlet.country().orElse(null))
                .setHomepage(outlet.homepage().map(URI::toString).orElse(null))
                .setFeeds(texts(outlet.feeds()))
                .setSitemaps(texts(outlet.sitemaps()))
                .setPages(texts(outlet.pages()))
                .setInclude(texts(outlet.include()))
                .setExclude(texts(outlet.exclude()))
                .setIntervalMillis(outlet.rhythm().interval().toMillis())
                .setMaxIntervalMillis(outlet.rhythm().maxInterval().toMillis())
                .setMinDelayMillis(outlet.rhythm().minDelay().toMillis())
                .setRevisitMillis(outlet.rhythm().revisit().stream()
                        .map(Duration::toMillis)
                        .toList())
                .setDailyQuota(outlet.dailyQuota().orElse(null))
                .setHonour(outlet.honour().stream()
                        .sorted()
                        .map(RightsFamily::written)
                        .toList())
                .setEnabled(true)
                .setOrigin(origin)
                .build();
    }

    /** The outlet of a record. What the record writes in a way that this version does not know is left out. */
    public static Outlet outlet(OutletDefinition definition) {
        Set<RightsFamily> honour = EnumSet.noneOf(RightsFamily.class);
        definition.getHonour().forEach(text -> RightsFamily.written(text).ifPresent(honour::add));
        return new Outlet(
                definition.getId(),
                definition.getName(),
                definition.getLanguage(),
                definition.getCountry(),
                definition.getHomepage().map(URI::create),
                addresses(definition.getFeeds()),
                addresses(definition.getSitemaps()),
                addresses(definition.getPages()),
                patterns(definition.getInclude()),
                patterns(definition.getExclude()),
                new Outlet.Rhythm(
                        Duration.ofMillis(definition.getIntervalMillis()),
                        Duration.ofMillis(definition.getMaxIntervalMillis()),
                        Duration.ofMillis(definition.getMinDelayMillis()),
                        definition.getRevisitMillis().stream()
                                .map(Duration::ofMillis)
                                .toList()),
                Optional.ofNullable(definition.getDailyQuota().orElse(null)),
                honour);
    }

    private static <T> List<String> texts(List<T> values) {
        return values.stream().map(Object::toString).collect(Collectors.toList());
    }

    private static List<URI> addresses(List<String> texts) {
        return texts.stream().map(URI::create).toList();
    }

    private static List<PathPattern> patterns(List<String> texts) {
        return texts.stream().map(PathPattern::new).toList();
    }
}
