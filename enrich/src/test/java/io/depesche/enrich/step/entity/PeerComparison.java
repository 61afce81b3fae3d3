package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Compares the processor time of Stanford CoreNLP with ours on the same news, one process after the other: characters a second of processor time, that
 * of a process that tags one word taken off, so that loading does not count. CoreNLP is under the GPL: it lies outside of the project and runs as a process of its own, by its
 * own command line; no code of ours is compiled against it. Arguments: the shared folder, and the folder with its jars. Where one
 * of them is not there, that is a visible skip.
 */
final class PeerComparison {

    private static final String JARS = "stanford-corenlp-4.5.10*.jar";

    /** German news are few: they are tagged so many times. */
    private static final Map<String, Integer> REPEATED = Map.of("de", 8, "en", 1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Path folder;

    private PeerComparison(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path shared = Path.of(arguments[0]);
        Path jars = Path.of(arguments[1]);
        if (!Files.exists(NewsTexts.corpus(shared)) || jarsIn(jars).isEmpty()) {
            System.out.printf("SKIPPED: PeerComparison found no corpus in %s or no CoreNLP in %s%n", shared, jars);
            return;
        }
        PeerComparison comparison = new PeerComparison(jars);
        for (String language : List.of("de", "en")) {
            List<String> texts = NewsTexts.read(shared, language);
            List<String> repeated = Collections.nCopies(REPEATED.get(language), texts).stream()
                    .flatMap(List::stream)
                    .toList();
            comparison.compare(language, repeated);
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (var found = Files.newDirectoryStream(folder, JARS)) {
                found.forEach(jars::add);
            }
        }
        return jars;
    }

    private void compare(String language, List<String> texts) throws IOException, InterruptedException {
        Path news = Files.createTempFile("news", ".txt");
        Path word = Files.createTempFile("word", ".txt");
        // A line break ends a sentence for us; an empty line does for both.
        List<String> articles =
                texts.stream().map(text -> text.replace("\n", "\n\n")).toList();
        Files.writeString(news, String.join("\n\n\f\n\n", articles));
        Files.writeString(word, "Wort.");
        try {
            long characters = NewsTexts.characters(articles);
            double tagger = report(language + " our tagger", characters, ours(language, "tagger"), news, word);
            double step = report(language + " our step", characters, ours(language, "step"), news, word);
            double model = report(language + " CoreNLP, one model", characters, oneModel(language), news, word);
            double pipeline = report(language + " CoreNLP, pipeline", characters, pipeline(language), news, word);
            System.out.printf(
                    "%s: our tagger is %.1f times as fast as one model of CoreNLP, our step %.1f times as fast as its pipeline%n",
                    language, tagger / model, step / pipeline);
        } finally {
            Files.delete(news);
            Files.delete(word);
        }
    }

    private static List<String> ours(String language, String what) {
        return List.of("-cp", System.getProperty("java.class.path"), TagFile.class.getName(), language, what);
    }

    /** The classifier alone, which is the least that CoreNLP can do: words, sentences, labels. */
    private List<String> oneModel(String language) {
        return List.of(
                "-cp",
                folder + "/*",
                "edu.stanford.nlp.ie.crf.CRFClassifier",
                "-loadClassifier",
                language.equals("de")
                        ? "edu/stanford/nlp/models/ner/german.distsim.crf.ser.gz"
                        : "edu/stanford/nlp/models/ner/english.conll.4class.distsim.crf.ser.gz",
                "-textFile");
    }

    /** Names as a user gets them by default, without what tags dates, numbers and finer types. */
    private List<String> pipeline(String language) {
        List<String> command =
                new ArrayList<>(List.of("-cp", folder + "/*", "edu.stanford.nlp.pipeline.StanfordCoreNLP"));
        if (language.equals("de")) {
            command.addAll(List.of("-props", "german"));
        }
        command.addAll(List.of(
                "-annotators",
                language.equals("de") ? "tokenize,ssplit,mwt,pos,lemma,ner" : "tokenize,ssplit,pos,lemma,ner",
                "-ner.applyNumericClassifiers",
                "false",
                "-ner.useSUTime",
                "false",
                "-ner.applyFineGrained",
                "false",
                "-outputFormat",
                "conll",
                "-outputDirectory",
                System.getProperty("java.io.tmpdir"),
                "-file"));
        return command;
    }

    private static double report(String name, long characters, List<String> command, Path news, Path word)
            throws IOException, InterruptedException {
        double loading = seconds(command, word);
        double all = seconds(command, news);
        double speed = characters / (all - loading);
        System.out.printf(
                "%s: %.2f million characters a second (%d characters in %.1f s, %.1f s of loading taken off)%n",
                name, speed / 1e6, characters, all, loading);
        return speed;
    }

    /** Processor time of a Java process that is given a file. */
    private static double seconds(List<String> command, Path file) throws IOException, InterruptedException {
        List<String> java = new ArrayList<>(List.of("java", "-Xmx3g", "-XX:+UseSerialGC"));
        java.addAll(command);
        java.add(file.toString());
        Path log = Files.createTempFile("peer", ".log");
        Process process = new ProcessBuilder(java)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Duration used = Duration.ZERO;
        while (process.isAlive()) {
            used = process.info().totalCpuDuration().orElse(used);
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("%s ended with %d: see %s".formatted(java, process.exitValue(), log));
        }
        Files.delete(log);
        return used.toMillis() / 1e3;
    }
}
