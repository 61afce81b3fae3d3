package io.depesche.enrich.step.entity;

/**
 * A name as it may stand for a thing, with what it takes to believe it.
 *
 * @param conditions bits of the constants below; their numbers are part of the resource
 */
record KnownName(KnownEntity entity, int conditions) {

    /** The tagger must see a thing of this type. */
    static final int TYPED = 1;

    /** The text must speak of the thing in another way as well: in full, of its country, of what it does. */
    static final int SUPPORTED = 2;

    /** The name is an adjective or an inhabitant of the place. */
    static final int DERIVED = 4;

    /** The support must be the part of the country, since the country has several places of this name. */
    static final int BY_REGION = 8;

    boolean is(int condition) {
        return (conditions & condition) != 0;
    }
}
