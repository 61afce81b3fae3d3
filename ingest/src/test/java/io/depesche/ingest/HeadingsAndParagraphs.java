package io.depesche.ingest;

import io.depesche.contracts.record.Access;
import io.depesche.ingest.crawl.PageReader;
import io.depesche.ingest.extract.ExtractedPage;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;
import io.depesche.ingest.extract.Problem;
import io.depesche.ingest.extract.SiteTemplate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Reads pages of tests: {@code h1} is the headline, the {@code p} are the body. */
public final class HeadingsAndParagraphs implements PageReader {

    @Override
    public ExtractedPage read(Page page, SiteTemplate template) {
        Document document = Jsoup.parse(
                new String(page.bytes(), StandardCharsets.UTF_8), page.address().toString());
        String body = document.select("p").eachText().stream().collect(Collectors.joining("\n\n"));
        Extraction extraction = new Extraction(
                document.select("h1").text(),
                Optional.empty(),
                Optional.empty(),
                body,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Access.OPEN,
                Optional.of(document.select("link[rel=canonical]").attr("abs:href"))
                        .filter(text -> !text.isEmpty())
                        .map(URI::create),
                List.of(),
                "UTF-8",
                0,
                0,
                body.isEmpty() ? Optional.of(new Problem(Problem.Code.NO_BODY, "no paragraph")) : Optional.empty());
        return ExtractedPage.of(extraction);
    }
}
