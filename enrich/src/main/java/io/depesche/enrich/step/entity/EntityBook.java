package io.depesche.enrich.step.entity;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the names of one article into entities. Names of one type that are the same after folding of case, white space and
 * genitive are one entity; a surname alone belongs to the person last named in full with it, else to the next one; a short
 * form in brackets, whose letters stand in the long form before it, belongs to the long form. What the linker knows has its
 * known id, type and name, and names that mean one thing are one entity.
 */
final class EntityBook {

    /** The share of the weight at which an entity is half of what an article can be about. */
    private static final double HALF = 4.0;

    private static final Comparator<Mention> READING_ORDER =
            Comparator.comparing(Mention::getField).thenComparingInt(Mention::getStart);

    private final List<Field> fields;
    private final List<ListedNames.Found> texts;
    private final NameForms forms;
    private final EntityLinker linker;
    private final boolean german;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** What the user lists, by id, and the ids by the local ids that these names would have. */
    private final Map<String, ListedEntity> listed = new HashMap<>();

    private final Map<String, String> listedIds = new HashMap<>();
    private final Map<String, String> longForms = new HashMap<>();
    private final Map<String, String> firstByEachSurname = new HashMap<>();
    private final Map<String, String> lastByEachSurname = new HashMap<>();

    /**
     * @param fields what each text is
     * @param texts the article's texts in reading order; what the user lists has the user's id, type and name
     * @param german whether known things are called by their German names, otherwise by their English ones
     */
    EntityBook(
            List<Field> fields, List<ListedNames.Found> texts, NameForms forms, EntityLinker linker, boolean german) {
        this.fields = fields;
        this.texts = texts;
        this.forms = forms;
        this.linker = linker;
        this.german = german;
    }

    /** The entities by falling salience, then by first mention. */
    List<Entity> entities() {
        texts.forEach(text -> text.text().names().forEach(forms::note));
        texts.forEach(text -> noteLongForms(text.text()));
        texts.forEach(text -> text.listed().forEach(this::noteListed));
        for (int index = 0; index < texts.size(); index++) {
            enter(fields.get(index), texts.get(index));
        }
        return linked().stream()
                .map(Entry::toEntity)
                .sorted(Comparator.comparingDouble((Entity entity) -> -entity.getSalience()))
                .toList();
    }

    /** The entries, those that mean one known thing as one. */
    private Collection<Entry> linked() {
        Map<String, EntityLinker.Link> links = linker.link(entries.values().stream()
                .filter(entry -> !listed.containsKey(entry.id))
                .map(Entry::named)
                .toList());
        Map<String, Entry> merged = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            EntityLinker.Link link = links.get(entry.id);
            if (link == null) {
                // A name without a link may have the local id of a known thing.
                merged.computeIfAbsent(entry.id, id -> called(id, entry.name, entry.type))
                        .addAll(entry, false);
            } else {
                KnownEntity known = link.entity();
                merged.computeIfAbsent(known.id(), id -> called(id, known.nameIn(german), known.type()))
                        .addAll(entry, link.derived());
            }
        }
        return merged.values();
    }

    /** An entity by the user's name and type, if it has those. */
    private Entry called(String id, String name, EntityType type) {
        ListedEntity own = listed.get(id);
        return own == null ? new Entry(id, name, type) : new Entry(id, own.getName(), own.getType());
    }

    private void noteListed(NameSpan name, ListedEntity entity) {
        listed.put(entity.getId(), entity);
        listedIds.merge(keyOf(name.type(), forms.canonical(name)), entity.getId(), EntityBook::smaller);
    }

    /** Of two ids the same one, in whatever order they come. */
    private static String smaller(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void noteLongForms(TaggedText text) {
        NameSpan before = null;
        for (NameSpan name : text.names()) {
            if (name.type() == EntityType.PERSON && !name.isSingleWord()) {
                String full = forms.canonical(name);
                firstByEachSurname.putIfAbsent(DocumentPass.lastWordOf(full), full);
            }
            if (before != null && isBracketed(text, before, name) && isShortFor(name.exact(), before.exact())) {
                longForms.putIfAbsent(name.exact(), keyOf(before.type(), forms.canonical(before)));
            }
            before = name;
        }
    }

    private static boolean isBracketed(TaggedText text, NameSpan before, NameSpan name) {
        if (before.sentence() != name.sentence() || before.last() + 2 != name.first() || !name.isSingleWord()) {
            return false;
        }
        Sentence sentence = text.sentences().get(name.sentence());
        return sentence.word(name.first() - 1).equals("(")
                && name.last() + 1 < sentence.size()
                && sentence.word(name.last() + 1).equals(")");
    }

    /** Whether the letters of a short form stand in the long form in their order, the first one first. */
    static boolean isShortFor(String shortForm, String longForm) {
        String letters = shortForm.toLowerCase(Locale.ROOT);
        String whole = longForm.toLowerCase(Locale.ROOT);
        if (letters.length() < 2 || letters.length() >= whole.length() || letters.charAt(0) != whole.charAt(0)) {
            return false;
        }
        int found = 0;
        for (int at = 0; at < whole.length() && found < letters.length(); at++) {
            if (whole.charAt(at) == letters.charAt(found)) {
                found++;
            }
        }
        return found == letters.length();
    }

    private void enter(Field field, ListedNames.Found found) {
        TaggedText text = found.text();
        CodePoints points = new CodePoints(text.text());
        Optional<Entry> placeBefore = Optional.empty();
        int endBefore = 0;
        for (NameSpan name : text.names()) {
            String canonical = canonicalOf(name);
            String local = longForms.getOrDefault(name.exact(), keyOf(name.type(), canonical));
            ListedEntity own = found.listed().get(name);
            String key = own == null ? listedIds.getOrDefault(local, local) : own.getId();
            TextSpan span = points.span(name.start(), name.end());
            Entry entry = entries.computeIfAbsent(key, unseen -> new Entry(key, canonical, name.type()));
            entry.add(
                    new Mention(field, span.start(), span.end(), span.exact(), name.kind()),
                    text.text().length(),
                    text.sentences().get(name.sentence()));
            if (name.type() == EntityType.LOCATION) {
                String between = text.text().substring(endBefore, name.start());
                if (between.equals(", ") || between.equals(" (")) {
                    placeBefore.ifPresent(place -> place.within.add(key));
                }
                placeBefore = Optional.of(entry);
                endBefore = name.end();
            }
        }
    }

    /** The name in full where only the surname stands, otherwise the name without its ending. */
    private String canonicalOf(NameSpan name) {
        String canonical = forms.canonical(name);
        if (name.type() != EntityType.PERSON || name.kind() == MentionKind.DERIVED) {
            return canonical;
        }
        if (name.isSingleWord() || name.kind() == MentionKind.PART) {
            return Optional.ofNullable(lastByEachSurname.get(canonical))
                    .or(() -> Optional.ofNullable(firstByEachSurname.get(canonical)))
                    .orElse(canonical);
        }
        lastByEachSurname.put(DocumentPass.lastWordOf(canonical), canonical);
        return canonical;
    }

    /** {@code local:<type>:<normalised name>}: compatibility forms folded, small letters, an underscore for white space. */
    static String keyOf(EntityType type, String canonical) {
        return "local:%s:%s"
                .formatted(
                        type.name().toLowerCase(Locale.ROOT),
                        Normalizer.normalize(canonical, Normalizer.Form.NFKC)
                                .toLowerCase(Locale.ROOT)
                                .replace(' ', '_'));
    }

    /** An entity as it grows. */
    private static final class Entry {

        private final String id;
        private final String name;
        private final EntityType type;
        private final List<Mention> mentions = new ArrayList<>();
        private final Set<Sentence> sentences = new LinkedHashSet<>();
        private final Set<String> within = new LinkedHashSet<>();
        private double weight;

        Entry(String id, String name, EntityType type) {
            this.id = id;
            this.name = name;
            this.type = type;
        }

        void add(Mention mention, int fieldLength, Sentence sentence) {
            mentions.add(mention);
            sentences.add(sentence);
            double place =
                    switch (mention.getField()) {
                        case HEADLINE -> 4.0;
                        case LEAD -> 2.0;
                        // From 1.5 at the body's start down to 0.5 at its end: news puts first what matters most.
                        case BODY -> 1.5 - (double) mention.getStart() / fieldLength;
                    };
            weight += mention.getKind() == MentionKind.DERIVED ? place / 4 : place;
        }

        /** Takes over what another name of the same thing has gathered. */
        void addAll(Entry other, boolean derived) {
            for (Mention mention : other.mentions) {
                mentions.add(
                        derived
                                ? Mention.newBuilder(mention)
                                        .setKind(MentionKind.DERIVED)
                                        .build()
                                : mention);
            }
            mentions.sort(READING_ORDER);
            weight += other.weight;
        }

        EntityLinker.Named named() {
            Set<String> forms = new LinkedHashSet<>(List.of(name));
            if (type != EntityType.PERSON || name.indexOf(' ') < 0) {
                // A surname may be that of a better known person than the one who is named in full.
                mentions.forEach(mention -> forms.add(mention.getExact()));
            }
            boolean derived = mentions.stream().allMatch(mention -> mention.getKind() == MentionKind.DERIVED);
            return new EntityLinker.Named(id, forms, type, derived, List.copyOf(sentences), within);
        }

        Entity toEntity() {
            double salience = Math.round(weight / (weight + HALF) * 1000) / 1000.0;
            mentions.sort(Comparator.comparing(Mention::getField).thenComparing(Mention::getStart));
            return new Entity(id, name, type, salience, mentions);
        }
    }
}
