package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells products and events from other named things, which the model does not, since its training sets mark them all as one: by the
 * name's head ("Zweiter Weltkrieg"), as a title in quotation marks, or as a model with its number. One name is one thing throughout
 * an article.
 */
final class OtherThings {

    private final NameHeads heads;

    OtherThings(NameHeads heads) {
        this.heads = heads;
    }

    /** The fields of one article, with products and events told apart. */
    List<TaggedText> toldApart(List<TaggedText> fields) {
        Map<String, EntityType> types = new HashMap<>();
        for (TaggedText field : fields) {
            for (NameSpan name : field.names()) {
                if (isOther(name)) {
                    EntityType type = typeOf(name, field.sentences().get(name.sentence()));
                    types.merge(name.exact(), type, (a, b) -> a == EntityType.OTHER ? b : a);
                }
            }
        }
        return fields.stream()
                .map(field -> new TaggedText(
                        field.text(),
                        field.sentences(),
                        field.names().stream()
                                .map(name -> isOther(name) ? name.withType(types.get(name.exact())) : name)
                                .toList()))
                .toList();
    }

    private static boolean isOther(NameSpan name) {
        return name.type() == EntityType.OTHER && name.kind() == MentionKind.NAME;
    }

    private EntityType typeOf(NameSpan name, Sentence sentence) {
        if (NameRules.isStorm(sentence, name)) {
            return EntityType.EVENT;
        }
        return heads.typeOf(name).orElseGet(() -> {
            boolean title = name.first() > 0
                    && name.last() + 1 < sentence.size()
                    && isQuotationMark(sentence.word(name.first() - 1))
                    && isQuotationMark(sentence.word(name.last() + 1));
            boolean model = name.exact().codePoints().anyMatch(Character::isDigit);
            return title || model ? EntityType.PRODUCT : EntityType.OTHER;
        });
    }

    private static boolean isQuotationMark(String token) {
        return Signs.Mark.of(token) != Signs.Mark.NONE;
    }
}
