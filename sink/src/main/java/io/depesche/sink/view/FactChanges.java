package io.depesche.sink.view;

import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.ChangeKind;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.FactChange;
import io.depesche.contracts.record.FactKind;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.TaggedArticle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which names, dates and numbers changed, by their values and not by their places: a paragraph that moves changes none. */
final class FactChanges {

    /**
     * A name, date or number.
     *
     * @param value what it means: entity id, TIMEX3 value, or number and unit
     * @param type what it could be exchanged for: entity type, TIMEX3 type, or unit
     * @param exact what stands there first
     */
    private record Fact(String value, String type, String exact) {}

    private FactChanges() {}

    /** The changes from one revision to another: names, then dates, then numbers. */
    static List<FactChange> between(TaggedArticle before, TaggedArticle after) {
        List<FactChange> changes = new ArrayList<>();
        changes.addAll(of(FactKind.NAME, names(before), names(after)));
        changes.addAll(of(FactKind.DATE, dates(before), dates(after)));
        changes.addAll(of(FactKind.NUMBER, numbers(before), numbers(after)));
        return changes;
    }

    private static Map<String, Fact> names(TaggedArticle article) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (Entity entity : article.getEntities()) {
            String exact = entity.getMentions().stream()
                    .findFirst()
                    .map(Mention::getExact)
                    .orElse(entity.getName());
            facts.putIfAbsent(
                    entity.getId(), new Fact(entity.getId(), entity.getType().name(), exact));
        }
        return facts;
    }

    private static Map<String, Fact> dates(TaggedArticle article) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (DateTag date : article.getDates()) {
            facts.putIfAbsent(
                    date.getValue(), new Fact(date.getValue(), date.getType().name(), date.getExact()));
        }
        return facts;
    }

    private static Map<String, Fact> numbers(TaggedArticle article) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (Amount amount : article.getAmounts()) {
            String value = "%s %s".formatted(plain(amount.getValue()), amount.getUnit());
            facts.putIfAbsent(value, new Fact(value, amount.getUnit(), amount.getExact()));
        }
        return facts;
    }

    private static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    private static List<FactChange> of(FactKind kind, Map<String, Fact> before, Map<String, Fact> after) {
        List<Fact> gone = new ArrayList<>(before.values());
        gone.removeIf(fact -> after.containsKey(fact.value()));
        List<Fact> come = new ArrayList<>(after.values());
        come.removeIf(fact -> before.containsKey(fact.value()));
        List<FactChange> changes = new ArrayList<>();
        for (Fact fact : come) {
            Iterator<Fact> partners = gone.iterator();
            FactChange change = new FactChange(kind, ChangeKind.ADDED, null, null, fact.value(), fact.exact());
            while (partners.hasNext() && change.getChange() == ChangeKind.ADDED) {
                Fact partner = partners.next();
                if (partner.type().equals(fact.type())) {
                    partners.remove();
                    change = new FactChange(
                            kind, ChangeKind.CHANGED, partner.value(), partner.exact(), fact.value(), fact.exact());
                }
            }
            changes.add(change);
        }
        gone.forEach(
                fact -> changes.add(new FactChange(kind, ChangeKind.REMOVED, fact.value(), fact.exact(), null, null)));
        return changes;
    }
}
