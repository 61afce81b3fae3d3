package io.depesche.cli.redrive;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are to be sent back.
 *
 * @param reasons those of these reasons; none means all
 * @param since those whose record is of this time or later
 * @param most so many at most, the oldest first
 * @param redrives a record that was sent back so often stays
 */
public record RedriveOrder(Set<String> reasons, Optional<Instant> since, long most, int redrives) {

    public RedriveOrder {
        reasons = Set.copyOf(reasons);
    }

    boolean wants(DeadLetter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && since.filter(letter.time()::isBefore).isEmpty();
    }
}
