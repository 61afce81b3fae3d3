package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.ListedEntity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The names that a user wants found, in the order of their ids, so that the same entities make the same list however they came. */
public final class EntityList {

    /** Most entities in a list. */
    public static final int MOST_ENTITIES = 100_000;

    /** Most names besides the canonical one. */
    public static final int MOST_ALIASES = 50;

    /** Longest id and longest name, in characters. */
    public static final int LONGEST = 200;

    /** No names. */
    public static final EntityList NONE = new EntityList(List.of());

    private static final int VERSION_DIGITS = 12;

    private final List<ListedEntity> entities;
    private final String version;

    private EntityList(List<ListedEntity> entities) {
        this.entities = entities;
        this.version = versionOf(entities);
    }

    /**
     * A list of entities that {@link #problemOf} finds nothing wrong with; of those with the same id the last counts, and beyond {@link
     * #MOST_ENTITIES} those with the greatest ids are left out.
     */
    public static EntityList of(Collection<ListedEntity> entities) {
        TreeMap<String, ListedEntity> byId = new TreeMap<>();
        entities.forEach(entity -> byId.put(entity.getId(), entity));
        return new EntityList(byId.values().stream().limit(MOST_ENTITIES).toList());
    }

    /** What is wrong with an entity, if anything, as the end of a sentence about it. */
    public static Optional<String> problemOf(ListedEntity entity) {
        if (entity.getId().isEmpty() || entity.getId().codePoints().anyMatch(EntityList::isBlank)) {
            return Optional.of("id '%s' is empty or has white space".formatted(shortened(entity.getId())));
        }
        if (entity.getId().length() > LONGEST) {
            return Optional.of("id '%s' has more than %d characters".formatted(shortened(entity.getId()), LONGEST));
        }
        if (entity.getAliases().size() > MOST_ALIASES) {
            return Optional.of("%d aliases, at most %d are read"
                    .formatted(entity.getAliases().size(), MOST_ALIASES));
        }
        return namesOf(entity).stream()
                .map(EntityList::problemOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problemOf(String name) {
        if (name.length() > LONGEST) {
            return Optional.of("name '%s' has more than %d characters".formatted(shortened(name), LONGEST));
        }
        return name.codePoints().filter(Character::isLetterOrDigit).count() < 2
                ? Optional.of("name '%s' has fewer than two letters or digits".formatted(name.strip()))
                : Optional.empty();
    }

    private static boolean isBlank(int sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign) || Character.isISOControl(sign);
    }

    private static String shortened(String text) {
        String line = text.codePoints()
                .limit(30)
                .map(sign -> isBlank(sign) ? ' ' : sign)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < text.length() ? line + "…" : line;
    }

    /** The canonical name and the aliases. */
    static List<String> namesOf(ListedEntity entity) {
        return Stream.concat(Stream.of(entity.getName()), entity.getAliases().stream())
                .toList();
    }

    /** The entities in the order of their ids. */
    public List<ListedEntity> entities() {
        return entities;
    }

    /** Twelve hexadecimal digits that change with the list; empty for the empty list. */
    public String version() {
        return version;
    }

    private static String versionOf(List<ListedEntity> entities) {
        if (entities.isEmpty()) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ListedEntity entity : entities) {
                update(digest, entity.getId());
                update(digest, entity.getType().name());
                namesOf(entity).forEach(name -> update(digest, name));
                digest.update((byte) 1);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
