package io.depesche.cli;

import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.Quote;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a tagged article to a person: its head, its first paragraphs with the tags marked in them, and the tags by kind. */
final class ArticlePrinter {

    /** Without colours: names in [brackets], dates in {braces}. */
    static final ArticlePrinter PLAIN = new ArticlePrinter(false);

    /** In the colours of a terminal. */
    static final ArticlePrinter COLOURED = new ArticlePrinter(true);

    private static final int PARAGRAPHS_SHOWN = 2;
    private static final int QUOTES_SHOWN = 3;
    private static final int QUOTE_SHOWN = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final boolean coloured;

    private ArticlePrinter(boolean coloured) {
        this.coloured = coloured;
    }

    private record Mark(int start, int end, String before, String after) {}

    String print(TaggedArticle tagged) {
        RawArticle article = tagged.getArticle();
        StringBuilder text = new StringBuilder();
        text.append(style("2", "── " + headOf(tagged) + " ──")).append('\n');
        text.append(style("1", marked(tagged, Field.HEADLINE, article.getHeadline())))
                .append('\n');
        String start = startOf(article.getBody());
        marked(tagged, Field.BODY, start)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> text.append("   ").append(line).append('\n'));
        for (EntityType type : EntityType.values()) {
            String names = tagged.getEntities().stream()
                    .filter(entity -> entity.getType() == type && isNamed(entity))
                    .map(ArticlePrinter::nameWithCount)
                    .collect(Collectors.joining(", "));
            row(text, type.name().toLowerCase(java.util.Locale.ROOT), names);
        }
        row(
                text,
                "dates",
                tagged.getDates().stream()
                        .map(date -> date.getExact() + " = " + date.getValue())
                        .distinct()
                        .collect(Collectors.joining(", ")));
        row(
                text,
                "amounts",
                tagged.getAmounts().stream()
                        .map(ArticlePrinter::amount)
                        .distinct()
                        .collect(Collectors.joining(", ")));
        Map<String, String> names = tagged.getEntities().stream()
                .collect(Collectors.toMap(Entity::getId, Entity::getName, (first, second) -> first));
        for (Quote quote : tagged.getQuotes().stream().limit(QUOTES_SHOWN).toList()) {
            String speaker = quote.getSpeaker()
                    .map(id -> names.getOrDefault(id, id) + ": ")
                    .orElse("");
            row(text, "quote", speaker + "“" + shortened(quote.getExact()) + "”");
        }
        return text.toString();
    }

    private static String amount(Amount amount) {
        String value = new BigDecimal(amount.getValue())
                .round(MathContext.DECIMAL32)
                .stripTrailingZeros()
                .toPlainString();
        return "%s = %s %s".formatted(amount.getExact(), value, amount.getUnit());
    }

    private static String shortened(String quote) {
        return quote.codePointCount(0, quote.length()) <= QUOTE_SHOWN
                ? quote
                : quote.substring(0, quote.offsetByCodePoints(0, QUOTE_SHOWN)) + "…";
    }

    private static String headOf(TaggedArticle tagged) {
        RawArticle article = tagged.getArticle();
        List<String> parts = new ArrayList<>();
        parts.add(article.getOutletName());
        parts.add(tagged.getLanguage().getTag());
        article.getPublished().ifPresent(time -> parts.add(localTime(time)));
        if (article.getRevision() > 1) {
            parts.add("revision " + article.getRevision());
        }
        parts.add(article.getCanonicalUrl());
        return String.join(" · ", parts);
    }

    /** A stated time to the minute, as clocks showed it where it was stated. */
    static String localTime(StatedTime time) {
        return TIME.format(time.getInstant().atZone(ZoneId.of(time.getZone())));
    }

    private static String startOf(String body) {
        int end = 0;
        for (int paragraph = 0; paragraph < PARAGRAPHS_SHOWN && end >= 0; paragraph++) {
            end = body.indexOf("\n\n", end == 0 ? 0 : end + 2);
        }
        return end < 0 ? body : body.substring(0, end);
    }

    /** An adjective alone ("deutsche") names nothing. */
    private static boolean isNamed(Entity entity) {
        return entity.getMentions().stream().anyMatch(mention -> mention.getKind() != MentionKind.DERIVED);
    }

    private static String nameWithCount(Entity entity) {
        int count = entity.getMentions().size();
        return count == 1 ? entity.getName() : entity.getName() + " ×" + count;
    }

    private void row(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append("   ")
                    .append(style("2", "%-12s".formatted(label)))
                    .append(' ')
                    .append(value)
                    .append('\n');
        }
    }

    /** The beginning of a field with its tags marked; a tag that the beginning cuts is left out. */
    private String marked(TaggedArticle tagged, Field field, String beginning) {
        int[] codePoints = beginning.codePoints().toArray();
        List<Mark> marks = new ArrayList<>();
        for (Entity entity : tagged.getEntities()) {
            for (Mention mention : entity.getMentions()) {
                if (mention.getField() == field && mention.getKind() != MentionKind.DERIVED) {
                    marks.add(new Mark(mention.getStart(), mention.getEnd(), colour("36", "["), colour("0", "]")));
                }
            }
        }
        for (DateTag date : tagged.getDates()) {
            if (date.getField() == field) {
                marks.add(new Mark(date.getStart(), date.getEnd(), colour("33", "{"), colour("0", "}")));
            }
        }
        marks.sort(Comparator.comparingInt(Mark::start));
        StringBuilder text = new StringBuilder();
        int position = 0;
        for (Mark mark : marks) {
            if (mark.start() >= position && mark.end() <= codePoints.length) {
                text.append(new String(codePoints, position, mark.start() - position))
                        .append(mark.before())
                        .append(new String(codePoints, mark.start(), mark.end() - mark.start()))
                        .append(mark.after());
                position = mark.end();
            }
        }
        return text.append(new String(codePoints, position, codePoints.length - position))
                .toString();
    }

    private String colour(String code, String plain) {
        return coloured ? "\u001b[" + code + "m" : plain;
    }

    private String style(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
