package io.depesche.enrich.step.date;

import java.util.List;

/**
 * One role that a word or a fixed group of words can play.
 *
 * @param role the role
 * @param value the role's value as the word list writes it, for example "WEEK" of the role UNIT; "-" where it has none
 * @param number the value as a number, 0 where it is none
 * @param rest the lower-case words that must follow for this sense to hold, each with its case relaxed
 */
record Sense(Role role, String value, int number, List<String> rest) {

    /** How many words the sense covers. */
    int words() {
        return 1 + rest.size();
    }
}
