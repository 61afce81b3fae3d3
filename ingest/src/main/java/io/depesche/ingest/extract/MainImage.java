package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.depesche.contracts.record.Image;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * The main picture as metadata names it, with caption and credit: those of the figure that shows it on the page, else what the metadata
 * has.
 */
final class MainImage {

    private static final List<String> SOCIAL =
            List.of("og:image", "og:image:url", "twitter:image", "twitter:image:src");
    private static final List<String> ALTERNATIVES = List.of("og:image:alt", "twitter:image:alt");
    private static final List<String> OWNERS = List.of("copyrightHolder", "author", "creator", "copyrightNotice");
    private static final Set<String> CREDITS = Set.of(
            "credit",
            "credits",
            "copyright",
            "source",
            "quelle",
            "photographer",
            "fotograf",
            "bildnachweis",
            "bildquelle",
            "bildrechte",
            "rights");

    private static final int FIGURES = 100;
    /** Figures that show the picture, as when it is in a gallery once more. */
    private static final int SHOWN = 3;
    /** A figure is small; what is larger has been wrapped around something else, in elements. */
    private static final int SMALL = 200;
    /** Addresses of pictures in a figure that are looked at, in characters of its attributes. */
    private static final int ATTRIBUTE = 4_000;
    /** A shorter file name says nothing: "1.jpg", "image.webp". */
    private static final int TELLING = 8;

    private final PageElements page;
    private final JsonLd described;
    private final PageMetadata metadata;
    private final WebAddresses addresses;
    private final String headline;

    MainImage(PageElements page, JsonLd described, PageMetadata metadata, WebAddresses addresses, String headline) {
        this.page = page;
        this.described = described;
        this.metadata = metadata;
        this.addresses = addresses;
        this.headline = PlainText.letters(headline);
    }

    Optional<Image> image() {
        for (JsonNode image : described.values("image")) {
            Optional<URI> found = addresses.absolute(
                    image.isTextual()
                            ? image.textValue()
                            : image.path("url").asText(image.path("contentUrl").asText("")));
            if (found.isPresent()) {
                return found.map(address -> image(address, describedCaption(image)));
            }
        }
        return metadata.first(SOCIAL)
                .flatMap(addresses::absolute)
                .map(address -> image(
                        address, metadata.first(ALTERNATIVES).map(Caption::of).orElse(Caption.NONE)));
    }

    private Image image(URI address, Caption stated) {
        Caption caption = shown(address).orElse(Caption.NONE).or(stated);
        Optional<String> text =
                caption.text().filter(words -> !PlainText.letters(words).equals(headline));
        return new Image(address.toString(), text.orElse(null), caption.credit().orElse(null));
    }

    private static Caption describedCaption(JsonNode image) {
        Optional<String> owner = OWNERS.stream()
                .flatMap(name -> owner(image.path(name)).stream())
                .findFirst();
        return text(image.path("caption"))
                .map(Caption::of)
                .orElse(Caption.NONE)
                .withCredit(text(image.path("creditText")).flatMap(MainImage::credit))
                .or(new Caption(Optional.empty(), owner));
    }

    private static Optional<String> owner(JsonNode owner) {
        JsonNode one = owner.isArray() && !owner.isEmpty() ? owner.get(0) : owner;
        return text(one.isObject() ? one.path("name") : one);
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(PlainText.ofHtml(value.asText(""))).filter(text -> !text.isEmpty());
    }

    /** What stands below the picture in the first figure that shows it. */
    private Optional<Caption> shown(URI address) {
        Optional<String> name = fileName(address);
        return name.stream()
                .flatMap(file -> page.named("figure").stream()
                        .limit(FIGURES)
                        .filter(figure -> shows(figure, file))
                        .limit(SHOWN))
                .map(this::caption)
                .filter(caption -> !caption.equals(Caption.NONE))
                .findFirst();
    }

    /** What tells the picture from others: its file's name without the numbers of its size. */
    private static Optional<String> fileName(URI address) {
        String path = Optional.ofNullable(address.getRawPath()).orElse("").toLowerCase(Locale.ROOT);
        String file = path.substring(path.lastIndexOf('/') + 1)
                .replaceFirst("\\.(?:jpe?g|png|webp|gif|avif)$", "")
                .replaceFirst("[-_]\\d{2,4}x\\d{2,4}$", "");
        return Optional.of(file).filter(name -> PlainText.letters(name).length() >= TELLING);
    }

    private static boolean shows(Element figure, String file) {
        return figure.stream()
                .limit(SMALL)
                .filter(element -> element.normalName().equals("img")
                        || element.normalName().equals("source"))
                .limit(20)
                .flatMap(image ->
                        Stream.of("src", "data-src", "srcset", "data-srcset").map(image::attr))
                .anyMatch(value -> !value.isEmpty()
                        && value.substring(0, Math.min(value.length(), ATTRIBUTE))
                                .toLowerCase(Locale.ROOT)
                                .contains(file));
    }

    private Caption caption(Element figure) {
        Optional<Element> credit =
                figure.stream().limit(SMALL).filter(this::isCredit).findFirst();
        Optional<Element> below = figure.stream()
                .limit(SMALL)
                .filter(element -> element.normalName().equals("figcaption"))
                .findFirst();
        String named = credit.map(Element::text).map(PlainText::clean).orElse("");
        String text = below.filter(element -> credit.filter(element::equals).isEmpty())
                .map(Element::text)
                .map(PlainText::clean)
                .orElse("");
        boolean within = !named.isEmpty() && text.endsWith(named);
        String rest = within ? text.substring(0, text.length() - named.length()).strip() : text;
        return Caption.of(rest).withCredit(credit(named));
    }

    /** What is called a credit, without its label if it has one. */
    private static Optional<String> credit(String named) {
        Caption owner = Caption.of(named);
        return owner.credit().or(owner::text);
    }

    private boolean isCredit(Element element) {
        return !element.normalName().equals("figure")
                && !element.attr("class").isEmpty()
                && page.names().of(element).words().stream().anyMatch(CREDITS::contains)
                && element.hasText();
    }
}
