package io.depesche.service;

import io.depesche.contracts.record.Takedown;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was ordered to be taken down. Immutable. */
public final class TakedownList {

    /** Nothing. */
    public static final TakedownList NONE = of(List.of());

    private final Map<String, Takedown> articles = new TreeMap<>();
    private final Map<String, Takedown> outlets = new TreeMap<>();

    private TakedownList() {}

    /** The orders among the records of the topic; receipts are left out. */
    public static TakedownList of(Collection<Takedown> records) {
        TakedownList list = new TakedownList();
        for (Takedown takedown : records) {
            if (takedown.getReceipt().isEmpty()) {
                takedown.getArticleId().ifPresent(id -> list.articles.put(id, takedown));
                if (takedown.getArticleId().isEmpty()) {
                    takedown.getOutlet().ifPresent(id -> list.outlets.put(id, takedown));
                }
            }
        }
        return list;
    }

    /** The key of an order: the id of the article or outlet. */
    public static String keyOf(Takedown order) {
        return order.getArticleId().or(order::getOutlet).orElse("");
    }

    /** Whether the article is taken down, by itself or with its outlet. */
    public boolean covers(String articleId, String outlet) {
        return articles.containsKey(articleId) || outlets.containsKey(outlet);
    }

    /** Whether all of the outlet is taken down. */
    public boolean coversOutlet(String outlet) {
        return outlets.containsKey(outlet);
    }

    /** The orders for one article each. */
    public Collection<Takedown> articles() {
        return List.copyOf(articles.values());
    }

    /** The orders for a whole outlet each. */
    public Collection<Takedown> outlets() {
        return List.copyOf(outlets.values());
    }

    /** Addresses of articles that are taken down, as far as the orders name them. */
    public Set<String> urls() {
        return articles.values().stream()
                .flatMap(order -> order.getUrl().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The orders of this list that the other one has not, or has otherwise. */
    public TakedownList since(TakedownList before) {
        TakedownList fresh = new TakedownList();
        articles.forEach((id, order) -> {
            if (!order.equals(before.articles.get(id))) {
                fresh.articles.put(id, order);
            }
        });
        outlets.forEach((id, order) -> {
            if (!order.equals(before.outlets.get(id))) {
                fresh.outlets.put(id, order);
            }
        });
        return fresh;
    }
}
