package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.util.List;
import java.util.Set;

/**
 * A thing of the world that has a stable id.
 *
 * @param german its name in German
 * @param english its name in English
 * @param places ISO 3166 codes of where it is: the country, then the part of the country
 * @param words lower-case words beside which an uncertain name means it
 */
record KnownEntity(String id, EntityType type, String german, String english, List<String> places, Set<String> words) {

    KnownEntity {
        places = List.copyOf(places);
        words = Set.copyOf(words);
    }

    String nameIn(boolean inGerman) {
        return inGerman ? german : english;
    }
}
