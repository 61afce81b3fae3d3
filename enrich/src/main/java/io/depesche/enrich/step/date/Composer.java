package io.depesche.enrich.step.date;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the date expressions of a text, from left to right; where several families match, the longest expression wins, then the first family. */
final class Composer {

    /** In order of trust: where two families find equally long expressions, the earlier one is right. */
    private final List<Phrases> families;

    private final List<RoleBits> needed;
    /** Roles of words that an expression or its prefix can start with. */
    private final RoleBits starting;

    private Composer(List<Phrases> families) {
        this.families = families;
        this.needed =
                families.stream().map(family -> RoleBits.of(family.roles())).toList();
        List<Role> roles = new ArrayList<>(Prefix.ROLES);
        roles.add(Role.BLOCK);
        families.forEach(family -> roles.addAll(family.roles()));
        this.starting = RoleBits.of(roles);
    }

    /** All families, for languages with word lists. */
    static Composer full(Anchor anchor) {
        return new Composer(List.of(
                new RepetitionPhrases(),
                new CalendarDatePhrases(),
                new ClockPhrases(),
                new FeastPhrases(),
                new RelativeDayPhrases(),
                new WeekdayPhrases(),
                new MonthPhrases(),
                new YearPartPhrases(),
                new YearPhrases(),
                new PeriodPhrases(),
                new ReferencePhrases(anchor),
                new LengthPhrases(),
                new DayPartPhrases()));
    }

    /** Written dates only, for languages without word lists. */
    static Composer numeric() {
        return new Composer(List.of(new CalendarDatePhrases()));
    }

    /** The expressions in reading order; none overlap. */
    List<Expression> expressions(Words words) {
        List<Expression> found = new ArrayList<>();
        int at = 0;
        while (at < words.count()) {
            if (!words.isGlued(at)) {
                int address = endOfAddress(words, at);
                if (address > at) {
                    at = address;
                    continue;
                }
            }
            if (!words.isNumber(at) && !words.roles(at).intersects(starting)) {
                at++;
                continue;
            }
            Optional<Sense> block = words.sense(at, Role.BLOCK);
            if (block.isPresent()) {
                at += block.get().words();
                continue;
            }
            Optional<Expression> longest = longest(words, at);
            longest.ifPresent(found::add);
            at = longest.map(Expression::end).orElse(at + 1);
        }
        return found;
    }

    private Optional<Expression> longest(Words words, int at) {
        Prefix prefix = Prefix.at(words, at);
        Optional<Expression> longest = Optional.empty();
        RoleBits first = words.roles(at);
        RoleBits core = words.roles(prefix.core());
        boolean quoted = words.is(prefix.core(), '\'') || words.is(prefix.core(), '’');
        boolean digits =
                words.isNumber(at) || words.isNumber(prefix.core()) || (quoted && words.isNumber(prefix.core() + 1));
        for (int index = 0; index < families.size(); index++) {
            Phrases family = families.get(index);
            boolean possible = first.intersects(needed.get(index))
                    || core.intersects(needed.get(index))
                    || (digits && family.startsWithDigits());
            if (!possible) {
                continue;
            }
            Optional<Expression> candidate = family.at(words, prefix);
            if (candidate.isPresent() && isLonger(candidate.get(), longest)) {
                longest = candidate;
            }
        }
        return longest;
    }

    private static boolean isLonger(Expression candidate, Optional<Expression> longest) {
        return longest.isEmpty() || candidate.end() > longest.get().end();
    }

    /** One past a web or mail address or a file name, inside which nothing is a date; the same index where there is none. */
    private static int endOfAddress(Words words, int at) {
        int end = at + 1;
        boolean address = false;
        while (words.isGlued(end)) {
            address |= words.is(end, '@')
                    || words.is(end, '_')
                    || (words.is(end, '/') && words.is(end - 1, '/'))
                    || (words.is(end, '.') && words.is(at, "www"));
            end++;
        }
        return address ? end : at;
    }
}
