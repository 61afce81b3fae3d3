package io.depesche.ingest.extract;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Pages for tests, written for them. */
final class Pages {

    static final URI ADDRESS = URI.create("https://beispielblatt.example/artikel/bruecke");

    /** Three paragraphs that no reader would take for anything but an article. */
    static final String FIRST =
            "Die Fußgängerbrücke über den Mühlbach wird am Montag gesperrt, weil ihre Geländer erneuert werden müssen.";

    static final String SECOND =
            "Wie die Stadtverwaltung mitteilte, sollen die Arbeiten bis zum Ende der Herbstferien abgeschlossen sein.";
    static final String THIRD =
            "Anwohner müssen in dieser Zeit den Umweg über die Kirchgasse nehmen, der etwa zehn Minuten länger dauert.";

    private Pages() {}

    static Page of(String html) {
        return Page.of(html.getBytes(StandardCharsets.UTF_8), ADDRESS);
    }

    static Extraction extract(String html) {
        return new ArticleExtractor().extract(of(html));
    }

    /** An article page around whatever a test wants between first and last paragraph. */
    static String article(String between) {
        return """
                <!DOCTYPE html>
                <html lang="de">
                <head><title>Brücke gesperrt | Beispielblatt</title></head>
                <body>
                <header><nav><a href="/">Start</a> <a href="/politik">Politik</a></nav></header>
                <main><article>
                <h1>Brücke gesperrt</h1>
                <div class="text">
                <p>%s</p>
                <p>%s</p>
                %s
                <p>%s</p>
                </div>
                </article></main>
                <footer><p>Impressum und Datenschutz dieses Blattes stehen auf einer eigenen Seite, wie es sich gehört.</p></footer>
                </body></html>
                """
                .formatted(FIRST, SECOND, between, THIRD);
    }

    static String plainBody() {
        return String.join("\n\n", FIRST, SECOND, THIRD);
    }
}
