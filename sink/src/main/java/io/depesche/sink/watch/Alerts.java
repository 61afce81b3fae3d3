package io.depesche.sink.watch;

import io.depesche.contracts.record.Alert;
import io.depesche.contracts.record.AlertedArticle;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Watchlist;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What goes into news.alert.v1 for a revision of an article, and what is to be remembered of it: a watchlist is told again only where
 * something of it fires that did not fire in the article before.
 *
 * @param alerts to be keyed by watchlist id
 * @param memory what the article made fire so far; absent where nothing did
 */
public record Alerts(List<Alert> alerts, Optional<AlertedArticle> memory) {

    public Alerts {
        alerts = List.copyOf(alerts);
    }

    /** The alerts of a revision, given what is remembered of the article; {@code now} is the record's time. */
    public static Alerts of(TaggedArticle tagged, List<WatchHit> hits, Optional<AlertedArticle> before, Instant now) {
        Map<String, List<String>> fired =
                new HashMap<>(before.map(AlertedArticle::getFired).orElse(Map.of()));
        List<Alert> alerts = new ArrayList<>();
        for (WatchHit hit : hits) {
            String id = hit.watchlist().getId();
            TreeSet<String> known = new TreeSet<>(fired.getOrDefault(id, List.of()));
            if (known.addAll(hit.fired())) {
                fired.put(id, List.copyOf(known));
                alerts.add(alert(tagged, hit));
            }
        }
        if (alerts.isEmpty()) {
            return new Alerts(alerts, before);
        }
        String outlet = tagged.getArticle().getOutlet();
        return new Alerts(alerts, Optional.of(new AlertedArticle(outlet, fired, now)));
    }

    /** What takes back all that was told of an article: a record for each watchlist that fired, without any text. */
    public static Alerts canceled(String articleId, AlertedArticle before) {
        return new Alerts(
                before.getFired().keySet().stream()
                        .sorted()
                        .map(watchlist -> canceled(articleId, before.getOutlet(), watchlist))
                        .toList(),
                Optional.empty());
    }

    private static Alert canceled(String articleId, String outlet, String watchlist) {
        return Alert.newBuilder()
                .setWatchlistId(watchlist)
                .setWatchlistName("")
                .setArticleId(articleId)
                .setRevision(0)
                .setOutlet(outlet)
                .setLanguage("und")
                .setHeadline("")
                .setUrl("")
                .setMatches(List.of())
                .setPlaces(0)
                .setCanceled(true)
                .build();
    }

    private static Alert alert(TaggedArticle tagged, WatchHit hit) {
        RawArticle article = tagged.getArticle();
        Watchlist watchlist = hit.watchlist();
        Alert.Builder alert = Alert.newBuilder()
                .setWatchlistId(watchlist.getId())
                .setWatchlistName(watchlist.getName())
                .setArticleId(article.getId())
                .setRevision(article.getRevision())
                .setOutlet(article.getOutlet())
                .setLanguage(tagged.getLanguage().getTag())
                .setHeadline(article.getHeadline())
                .setUrl(article.getUrl())
                .setMatches(hit.matches())
                .setPlaces(hit.places());
        article.getPublished().map(StatedTime::getInstant).ifPresent(alert::setPublished);
        return alert.build();
    }
}
