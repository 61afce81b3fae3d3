package io.depesche.enrich.story;

import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimKind;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.TaggedArticle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The claims that an article makes on when and where something happened, and on who has an office. */
final class EventClaims {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern CLOCK_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT(\\d\\d:\\d\\d)");

    /** Ids of places that are towns, with a name that is theirs alone. */
    private static final String TOWN = "gn:";

    /** So many words may stand between an event and its day. */
    private static final int NEAR = 3;

    private final TaggedArticle tagged;
    private final ClaimText text;
    private final ClaimWords words;

    EventClaims(TaggedArticle tagged, ClaimText text, ClaimWords words) {
        this.tagged = tagged;
        this.text = text;
        this.words = words;
    }

    /** Dates, then places, then names, each in reading order; of one thing there may be several. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (DateTag date : tagged.getDates()) {
            text.at(date.getField(), date.getStart(), date.getEnd())
                    .flatMap(place -> date(date, place))
                    .ifPresent(claims::add);
        }
        eachName(
                EntityType.LOCATION, (entity, mention) -> place(entity, mention).ifPresent(claims::add));
        eachName(EntityType.PERSON, (entity, mention) -> office(entity, mention).ifPresent(claims::add));
        return claims;
    }

    private void eachName(EntityType type, BiConsumer<Entity, Mention> reader) {
        for (Entity entity : tagged.getEntities()) {
            if (entity.getType() == type) {
                entity.getMentions().stream()
                        .filter(mention -> mention.getKind() == MentionKind.NAME)
                        .forEach(mention -> reader.accept(entity, mention));
            }
        }
    }

    private Optional<Claim> date(DateTag date, ClaimText.Place place) {
        if (date.getMod().isPresent() || opensTicker(place)) {
            return Optional.empty();
        }
        var clock = CLOCK_TIME.matcher(date.getValue());
        boolean time = clock.matches();
        if (!time && !DAY.matcher(date.getValue()).matches()) {
            return Optional.empty();
        }
        Optional<String> event = time ? words.nearest(ClaimRole.EVENT, place) : eventBefore(place, NEAR + 1);
        return event.map(what -> text.claim(
                        ClaimKind.DATE,
                        what + (time ? " time" : " day"),
                        time ? clock.group(1) : date.getValue(),
                        place,
                        date.getStart(),
                        date.getEnd(),
                        date.getExact())
                .build());
    }

    /** "4.31 Uhr: …" tells when the line was written. */
    private static boolean opensTicker(ClaimText.Place place) {
        int after = place.last() + 1;
        return place.first() == 0
                && after < place.words().size()
                && ":–—-".contains(place.words().get(after));
    }

    private Optional<String> eventBefore(ClaimText.Place place, int reach) {
        for (int at = place.first() - 1; at >= Math.max(0, place.first() - reach); at--) {
            if (!Character.isLetter(place.words().get(at).codePointAt(0))) {
                return Optional.empty();
            }
            Optional<String> event = words.value(ClaimRole.EVENT, place.words(), at);
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> place(Entity entity, Mention mention) {
        if (!entity.getId().startsWith(TOWN)) {
            return Optional.empty();
        }
        return text.at(mention.getField(), mention.getStart(), mention.getEnd())
                .filter(place -> words.has(ClaimRole.PLACE_AT, place.words(), place.first() - 1))
                .filter(place -> place.first() >= 2)
                .flatMap(place -> words.value(ClaimRole.EVENT, place.words(), place.first() - 2)
                        .map(event -> text.claim(
                                        ClaimKind.PLACE,
                                        event,
                                        entity.getName(),
                                        place,
                                        mention.getStart(),
                                        mention.getEnd(),
                                        mention.getExact())
                                .build()));
    }

    /** A full name right after an office. */
    private Optional<Claim> office(Entity entity, Mention mention) {
        if (entity.getName().indexOf(' ') < 0 || mention.getExact().indexOf(' ') < 0) {
            return Optional.empty();
        }
        return text.at(mention.getField(), mention.getStart(), mention.getEnd())
                .filter(place -> place.first() >= 1)
                .flatMap(place -> words.value(ClaimRole.OFFICE, place.words(), place.first() - 1)
                        .map(office -> text.claim(
                                        ClaimKind.NAME,
                                        office,
                                        entity.getName(),
                                        place,
                                        mention.getStart(),
                                        mention.getEnd(),
                                        mention.getExact())
                                .build()));
    }
}
