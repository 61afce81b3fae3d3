package io.depesche.enrich.step.date;

import java.util.Collection;

/** A set of roles in two machine words, since every word of a text is asked for roles many times. */
@SuppressWarnings("EnumOrdinal") // the bits live no longer than the enum that they were made from
record RoleBits(long low, long high) {

    static RoleBits of(Collection<Role> roles) {
        long low = 0;
        long high = 0;
        for (Role role : roles) {
            if (role.ordinal() < Long.SIZE) {
                low |= 1L << role.ordinal();
            } else {
                high |= 1L << (role.ordinal() - Long.SIZE);
            }
        }
        return new RoleBits(low, high);
    }

    boolean has(Role role) {
        int bit = role.ordinal();
        return bit < Long.SIZE ? (low >>> bit & 1) != 0 : (high >>> (bit - Long.SIZE) & 1) != 0;
    }

    boolean intersects(RoleBits other) {
        return (low & other.low) != 0 || (high & other.high) != 0;
    }
}
