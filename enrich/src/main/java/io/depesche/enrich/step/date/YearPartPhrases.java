package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Seasons, quarters and halves: "im Herbst", "ersten Halbjahr 2024", "third quarter", "Q3 2024". */
final class YearPartPhrases implements Phrases {

    @Override
    public List<Role> roles() {
        return List.of(Role.SEASON, Role.ORDINAL, Role.QUARTER_LETTER);
    }

    @Override
    public boolean startsWithDigits() {
        return true;
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        Optional<Expression> season = season(words, prefix);
        return season.isPresent() ? season : counted(words, prefix);
    }

    private static Optional<Expression> season(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> season = words.sense(at, Role.SEASON);
        if (season.isEmpty() || words.isInName(at, at + 1, Role.SEASON)) {
            return Optional.empty();
        }
        int end = at + 1;
        Optional<YearWords.Found> year = YearWords.after(words, end);
        Optional<Expression> twoYears = year.flatMap(found -> winterOfTwoYears(words, prefix, season.get(), found));
        if (twoYears.isPresent()) {
            return twoYears;
        }
        YearReference reference = year.map(YearWords.Found::year).orElse(YearWords.borrowed(words, end));
        boolean english = words.isLowerCase(at);
        // "the Winter Meetings"
        boolean name = words.language().equals("en") && words.isCapitalised(at) && words.isCapitalised(at + 1);
        boolean placed = year.isPresent()
                || prefix.isSelecting()
                || !prefix.part().isEmpty()
                || (prefix.article() && !words.has(at + 1, Role.OF))
                || (words.has(at - 1, Role.AND) && words.has(at - 2, Role.SEASON))
                || (words.has(prefix.start() - 1, Role.PREPOSITION)
                        && !words.has(at + 1, Role.OF)
                        && !(english
                                && words.isLowerCase(at + 1)
                                && !words.has(at + 1, Role.AND)
                                && !words.has(at + 1, Role.PREPOSITION)));
        if (!placed || (name && year.isEmpty())) {
            return Optional.empty();
        }
        if (year.isEmpty() && !reference.isWritten() && prefix.isSelecting()) {
            return Optional.of(Expression.of(
                    prefix.start(),
                    end,
                    new Meaning.SelectedSeason(number(season.get().value()), prefix.selection()),
                    prefix));
        }
        boolean bare = prefix.part().isEmpty() && !prefix.isSelecting() && words.isCapitalised(at);
        return Optional.of(Expression.of(
                bare ? at : prefix.start(),
                year.map(YearWords.Found::end).orElse(end),
                new Meaning.YearPart(
                        reference,
                        Meaning.YearPartKind.SEASON,
                        number(season.get().value())),
                prefix));
    }

    /** "Winter 2024/25". */
    private static Optional<Expression> winterOfTwoYears(
            Words words, Prefix prefix, Sense season, YearWords.Found first) {
        int at = first.end();
        boolean second = words.is(at, '/') && words.isGlued(at) && words.isGlued(at + 1) && words.isNumber(at + 1);
        boolean full = first.year().isWritten() && first.year().number() >= 1000;
        if (!second || !full || !season.value().equals("WI")) {
            return Optional.empty();
        }
        int start = prefix.part().isEmpty() ? prefix.core() : prefix.start();
        return Optional.of(Expression.of(
                start, at + 2, new Meaning.WinterOfTwoYears(first.year().number()), prefix));
    }

    private static Optional<Expression> counted(Words words, Prefix prefix) {
        int at = prefix.core();
        int number = words.sense(at, Role.ORDINAL).map(Sense::number).orElse(-1);
        int unitAt = at + words.sense(at, Role.ORDINAL).map(Sense::words).orElse(1);
        if (words.isNumber(at) && words.length(at) == 1 && words.is(at + 1, '.')) {
            number = words.number(at);
            unitAt = at + 2;
        } else if (YearWords.isYear(words, at) && words.has(at + 1, Role.ORDINAL)) {
            return quarterOfYearBefore(words, prefix);
        } else if (words.isNumber(at) && words.length(at) == 1 && words.has(at + 1, Role.ORDINAL_SUFFIX)) {
            number = words.number(at);
            unitAt = at + 2;
        } else if (words.has(at, Role.QUARTER_LETTER) && words.isGlued(at + 1) && words.length(at + 1) == 1) {
            return shortQuarter(words, at);
        }
        if (number < 1) {
            return Optional.empty();
        }
        if (words.isHyphen(unitAt)) {
            unitAt++;
        }
        if (words.is(unitAt, "fiscal")) {
            unitAt++;
        }
        boolean quarter = words.has(unitAt, Role.UNIT, "QUARTER");
        boolean half = words.has(unitAt, Role.UNIT, "HALF");
        boolean halfOf = words.has(unitAt, Role.UNIT, "HALF_OF");
        if ((!quarter && !half && !halfOf) || (quarter && number > 4) || (!quarter && number > 2)) {
            return Optional.empty();
        }
        int end = unitAt + 1;
        Optional<YearWords.Found> year = YearWords.after(words, end).or(() -> runningYear(words, end));
        if (halfOf && year.isEmpty()) {
            return Optional.empty();
        }
        YearReference reference = year.map(YearWords.Found::year).orElse(YearReference.of(prefix.selection()));
        Meaning meaning = new Meaning.YearPart(
                reference, quarter ? Meaning.YearPartKind.QUARTER : Meaning.YearPartKind.HALF, number);
        return Optional.of(
                Expression.of(prefix.start(), year.map(YearWords.Found::end).orElse(end), meaning, prefix));
    }

    /** "the 2013 third quarter". */
    private static Optional<Expression> quarterOfYearBefore(Words words, Prefix prefix) {
        int at = prefix.core();
        int number = words.sense(at + 1, Role.ORDINAL).map(Sense::number).orElse(0);
        boolean quarter = words.has(at + 2, Role.UNIT, "QUARTER");
        boolean half = words.has(at + 2, Role.UNIT, "HALF_OF");
        if (number < 1 || (!quarter && !half) || number > (quarter ? 4 : 2)) {
            return Optional.empty();
        }
        return Optional.of(Expression.of(
                prefix.start(),
                at + 3,
                new Meaning.YearPart(
                        YearReference.of(words.number(at)),
                        quarter ? Meaning.YearPartKind.QUARTER : Meaning.YearPartKind.HALF,
                        number),
                prefix));
    }

    /** "des Jahres", "of the year". */
    private static Optional<YearWords.Found> runningYear(Words words, int at) {
        Prefix prefix = Prefix.at(words, words.has(at, Role.OF) ? at + 1 : at);
        return prefix.article() && words.has(prefix.core(), Role.UNIT, "YEAR")
                ? Optional.of(new YearWords.Found(YearReference.NONE, prefix.core() + 1))
                : Optional.empty();
    }

    private static Optional<Expression> shortQuarter(Words words, int at) {
        int number = words.number(at + 1);
        boolean slash = words.is(at + 2, '/') && words.isGlued(at + 2) && words.length(at + 3) == 4;
        Optional<YearWords.Found> year = slash && words.number(at + 3) >= 1000
                ? Optional.of(new YearWords.Found(YearReference.of(words.number(at + 3)), at + 4))
                : YearWords.after(words, at + 2);
        boolean valid = number >= 1
                && number <= 4
                && (slash || !words.isGlued(at + 2) || words.is(at + 2, ',') || words.is(at + 2, '.'));
        return valid
                ? Optional.of(Expression.plain(
                        at,
                        year.map(YearWords.Found::end).orElse(at + 2),
                        new Meaning.YearPart(
                                year.map(YearWords.Found::year).orElse(YearReference.NONE),
                                Meaning.YearPartKind.QUARTER,
                                number)))
                : Optional.empty();
    }

    private static int number(String season) {
        return switch (season) {
            case "SP" -> 1;
            case "SU" -> 2;
            case "FA" -> 3;
            default -> 4;
        };
    }
}
