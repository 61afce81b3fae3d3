package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Tags a file of news, form feeds between the articles, and prints how many names there are. Arguments: the language, {@code tagger} or {@code
 * step}, the file, and how many times (1).
 */
final class TagFile {

    private TagFile() {}

    public static void main(String[] arguments) throws IOException {
        String language = arguments[0];
        String[] articles = Files.readString(Path.of(arguments[2])).split("\f");
        int passes = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        ToIntFunction<String> counter = arguments[1].equals("step") ? step(language) : tagger(language);
        for (int pass = 0; pass < passes; pass++) {
            int names = 0;
            long start = System.nanoTime();
            for (String article : articles) {
                names += counter.applyAsInt(article);
            }
            System.out.printf("%d names in %.2f s%n", names, (System.nanoTime() - start) / 1e9);
        }
    }

    private static ToIntFunction<String> step(String language) {
        EntityStep step = new EntityStep();
        return text -> NewsTexts.entities(step, text, language).stream()
                .mapToInt(entity -> entity.getMentions().size())
                .sum();
    }

    private static ToIntFunction<String> tagger(String language) {
        EntityTagger tagger = new EntityTagger(NewsLanguage.load(language), KnownEntities.load());
        return text -> tagger.tag(List.of(text)).get(0).names().size();
    }
}
