package io.depesche.ingest.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model may know of each block of a page: its text, its markup and that of the elements around it, its neighbours, blocks of
 * the same kind, what the metadata repeats, and what rules alone would choose. No feature names a site, an outlet or a word of the
 * article itself.
 */
final class BlockFeatures {

    /** What the words of a class or an id say an element is for, a purpose an entry. */
    private static final List<String> PURPOSES = List.of(
            // the lead
            "lead leadtext intro introduction standfirst subtitle subline subheadline dek deck summary "
                    + "excerpt vorspann description lede sapo chapo ingress preamble entradilla untertitel einleitung "
                    + "kurztext abstract",
            // the text
            "content body text article story paragraph absatz entry post richtext copy main fliesstext "
                    + "artikel detail prose wysiwyg maincontent articlebody storybody bodytext artikeltext inhalt "
                    + "absaetze",
            // pictures and what stands below them
            "caption captions credit credits bild bilder image images photo photos foto fotos media figure "
                    + "gallery picture copyright source quelle bildunterschrift bildtext img legend slideshow galerie",
            // other articles
            "teaser teasers related recommend recommended recommendations more mehr readmore popular latest "
                    + "list card cards item items grid trending mostread ticker links linklist recirc onward next "
                    + "archive",
            // sharing
            "share sharing social socials follow facebook twitter tweet instagram whatsapp addthis",
            // comments
            "comment comments kommentar kommentare disqus respond reply replies forum discussion leserbriefe",
            // who wrote it and when
            "author authors byline autor autoren meta date time timestamp published updated dateline writer "
                    + "bio profile datum vcard kicker",
            // advertising and subscriptions
            "newsletter subscribe subscription signup abo paywall login register promo promotion ad ads "
                    + "advert advertisement anzeige werbung banner sponsor sponsored donate donation upsell offer cta "
                    + "affiliate piano marketing shop",
            // finding one's way
            "nav navi navigation navbar menu breadcrumb breadcrumbs footer header sidebar pagination pager "
                    + "toc tag tags topics topic search masthead toolbar skip",
            // consent, and what is hidden
            "cookie cookies consent gdpr dsgvo privacy cmp overlay modal popup hidden embed opt",
            // boxes and players
            "widget module box infobox factbox sidebar aside player video audio podcast poll quiz table "
                    + "liveblog map chart infografik rating",
            // headlines
            "title headline head heading header titel überschrift subhead");

    private static final Map<String, Integer> PURPOSE_OF_WORD = new HashMap<>();

    static {
        for (int purpose = 0; purpose < PURPOSES.size(); purpose++) {
            for (String word : PURPOSES.get(purpose).split(" ")) {
                PURPOSE_OF_WORD.putIfAbsent(word, purpose);
            }
        }
    }

    /** Elements whose nearness counts. */
    private static final List<String> ELEMENTS = List.of(
            "article",
            "main",
            "aside",
            "footer",
            "header",
            "nav",
            "figure",
            "figcaption",
            "ul",
            "table",
            "form",
            "section",
            "blockquote");

    private static final Map<String, Integer> ELEMENT_INDEX = new HashMap<>();

    static {
        for (int index = 0; index < ELEMENTS.size(); index++) {
            ELEMENT_INDEX.put(ELEMENTS.get(index), index);
        }
        ELEMENT_INDEX.put("ol", ELEMENT_INDEX.get("ul"));
        ELEMENT_INDEX.put("menu", ELEMENT_INDEX.get("nav"));
    }

    /** How many subjects there are. */
    private static final int TALKS = 8;

    /** What single words of a text speak of, a subject an entry. */
    private static final WordTable SUBJECTS = new WordTable(
            // what sentences are made with
            "der die das den dem des ein eine einer eines einem einen und oder aber auch nicht nur noch schon "
                    + "ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können soll sollen muss "
                    + "müssen sich er sie es wir ihr ich man in im an am auf aus bei mit nach vor von vom zu zum zur "
                    + "für über unter durch gegen um als wie wenn dass weil so dann da dieser diese dieses seine ihre "
                    + "the a an of and or but not is are was were be been has have had will would can could should in "
                    + "on at by for from with about as into after before over that this these those it its he she they "
                    + "we you his her their who which what there than",
            // whose picture it is
            "foto fotos photo photos photograph photographer bild bilder image images credit getty dpa afp "
                    + "reuters imago quelle source copyright picture alliance ap epa apa keystone shutterstock istock "
                    + "grafik archivbild archivfoto symbolbild afp pa wire pixabay unsplash",
            // subscriptions
            "newsletter abonnieren abo abonnement abonnenten subscribe subscriber subscribers subscription "
                    + "anmelden anmeldung registrieren login einloggen signup sign email mail inbox premium plus "
                    + "kostenlos free trial monat weiterlesen unlimited angebot testen bestellen",
            // consent
            "cookie cookies datenschutz datenschutzerklärung privacy consent einwilligung zustimmung "
                    + "zustimmen tracking drittanbieter externe externer personenbezogene javascript browser widerrufen "
                    + "terms agb",
            // sharing
            "teilen share facebook twitter whatsapp instagram drucken print tweet pinterest linkedin follow "
                    + "folgen merken telegram tiktok youtube messenger",
            // what to read next
            "mehr more lesen lesetipp read auch also related thema themen hier klicken click video galerie "
                    + "siehe see interessant lesenswert artikel article anzeige werbung advertisement continue videos "
                    + "podcast tipp",
            // comments
            "kommentar kommentare kommentieren comment comments antworten reply leserbrief diskussion debatte "
                    + "forum melden",
            // who wrote it and when
            "von by autor autorin author redaktion redakteur redakteurin korrespondent editor reporter "
                    + "correspondent uhr aktualisiert updated published veröffentlicht erstellt stand min lesezeit "
                    + "minuten");

    /** Steps beyond this are as good as none. */
    private static final int FAR = 15;

    private static final int NEAR = PURPOSES.size() + ELEMENTS.size();
    /** Before and after a block. */
    private static final int[] NEIGHBOURS = {-3, -2, -1, 1, 2, 3};

    private static final float[] NOTHING = new float[0];
    /** Of the numbers that are met most, each plus one. */
    private static final float[] LOGARITHMS = new float[1_024];

    static {
        for (int number = 0; number < LOGARITHMS.length; number++) {
            LOGARITHMS[number] = (float) Math.log1p(number);
        }
    }

    /** What the numbers of a row are about, in their order. */
    static final List<String> GROUPS = List.of(
            "its text",
            "its markup",
            "what it stands in",
            "blocks like it",
            "its place",
            "the rules",
            "the page",
            "the blocks beside it");

    /** How many numbers describe a block. */
    static final int COUNT = 94 + NEIGHBOURS.length * 6;

    /** What rules alone make of the page, block by block; the model starts from it. */
    @SuppressWarnings("ArrayRecordComponent") // filled once and only read
    record Guess(
            int top,
            int start,
            boolean[] inCore,
            boolean[] inFrame,
            boolean[] dropped,
            boolean[] keep,
            boolean[] lead) {}

    private final List<Block> blocks;
    private final List<Region> regions;
    private final Guess guess;
    private final Optional<Shingles> stated;
    private final List<Shingles> leads;

    /** Of blocks with a row and those near them; all others are {@link TextShape#UNKNOWN}. */
    private final TextShape[] shapes;
    /** Steps from each region around a block with a row to the nearest one around it of each purpose and element name. */
    private final byte[][] near;

    private final int[] depth;
    private final int[] characters;
    private final int[] linkCharacters;
    private final int[] prose;
    private final int[] count;

    /** Where each of the groups begins in a row. */
    private int[] starts = {};

    BlockFeatures(PageBlocks page, Guess guess, Optional<Shingles> stated, List<Shingles> leads) {
        this.blocks = page.blocks();
        this.regions = page.regions();
        this.guess = guess;
        this.stated = stated;
        this.leads = leads;
        int size = regions.size();
        this.shapes = new TextShape[blocks.size()];
        this.near = new byte[size][];
        this.depth = new int[size];
        this.characters = new int[size];
        this.linkCharacters = new int[size];
        this.prose = new int[size];
        this.count = new int[size];
        Arrays.fill(shapes, TextShape.UNKNOWN);
        lookAtBlocks();
        lookAtRegions(wanted());
    }

    /** Links outside of where rules look for the article, which are most blocks of many pages. */
    private boolean isOut(Block block) {
        int at = block.region().index();
        return block.linkShare() > 0.9 && (!guess.inFrame()[at] || guess.dropped()[at]);
    }

    /** The regions around the blocks that get a row. */
    private boolean[] wanted() {
        boolean[] wanted = new boolean[regions.size()];
        for (Block block : blocks) {
            Optional<Region> around = isOut(block) ? Optional.empty() : Optional.of(block.region());
            while (around.isPresent() && !wanted[around.get().index()]) {
                wanted[around.get().index()] = true;
                around = around.get().parent();
            }
        }
        return wanted;
    }

    private void lookAtRegions(boolean[] wanted) {
        for (Region region : regions) {
            int at = region.index();
            if (!wanted[at]) {
                continue;
            }
            byte[] own = new byte[NEAR];
            int outer = region.parent().isPresent() ? region.parent().get().index() : -1;
            if (outer < 0) {
                Arrays.fill(own, (byte) FAR);
            } else {
                byte[] around = near[outer];
                for (int index = 0; index < NEAR; index++) {
                    own[index] = (byte) Math.min(FAR, around[index] + 1);
                }
            }
            for (String word : region.words()) {
                Integer purpose = PURPOSE_OF_WORD.get(word);
                if (purpose != null) {
                    own[purpose] = 0;
                }
            }
            Integer name = ELEMENT_INDEX.get(region.element().normalName());
            if (name != null) {
                own[PURPOSES.size() + name] = 0;
            }
            near[at] = own;
            depth[at] = outer < 0 ? 0 : depth[outer] + 1;
        }
    }

    private void lookAtBlocks() {
        for (Block block : blocks) {
            int at = block.region().index();
            characters[at] += block.text().length();
            linkCharacters[at] += (int) (block.text().length() * block.linkShare());
            prose[at] += block.prose();
            count[at]++;
        }
        for (int index = regions.size() - 1; index > 0; index--) {
            int outer = regions.get(index).parent().orElseThrow().index();
            characters[outer] += characters[index];
            linkCharacters[outer] += linkCharacters[index];
            prose[outer] += prose[index];
            count[outer] += count[index];
        }
    }

    private TextShape shape(int index) {
        if (shapes[index].talk().length == 0) {
            shapes[index] = TextShape.of(blocks.get(index).text());
        }
        return shapes[index];
    }

    /** Alike for elements of the same name and words in elements of the same. */
    private static long signature(Region region) {
        long own = ofElement(region);
        return own * 31
                + (region.parent().isPresent() ? ofElement(region.parent().get()) : 0);
    }

    private static long ofElement(Region region) {
        return region.element().normalName().hashCode() * 1_000_003L
                + region.words().hashCode();
    }

    private static final class Kin {
        private int blocks;
        private int characters;
        private int links;
        private int prose;
        private int kept;
    }

    /** A row for each block; an empty one for those that are {@linkplain #isOut out}. */
    float[][] rows() {
        Map<Long, Kin> kin = new HashMap<>();
        Kin[] kinOf = new Kin[blocks.size()];
        Map<String, Integer> texts = new HashMap<>();
        int kept = 0;
        int firstKept = -1;
        int lastKept = -1;
        int total = 0;
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            Kin same = kin.computeIfAbsent(signature(block.region()), first -> new Kin());
            kinOf[index] = same;
            same.blocks++;
            same.characters += block.text().length();
            same.links += (int) (block.text().length() * block.linkShare());
            same.prose += block.prose();
            same.kept += guess.keep()[index] ? 1 : 0;
            texts.merge(block.text(), 1, Integer::sum);
            if (guess.keep()[index]) {
                firstKept = firstKept < 0 ? index : firstKept;
                lastKept = index;
                kept += block.text().length();
            }
            total += block.text().length();
        }
        float[] ofPage = {log(blocks.size()), log(prose[0]), log(kept), share(kept, total)};
        float[][] rows = new float[blocks.size()][];
        int before = 0;
        int keptBefore = 0;
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            before += block.text().length();
            int at = block.region().index();
            if (isOut(block)) {
                rows[index] = NOTHING;
                continue;
            }
            Row row = new Row();
            row.next();
            text(row, index);
            row.next();
            markup(row, block.region());
            row.next();
            around(row, block.region());
            row.next();
            Kin same = kinOf[index];
            row.put(log(same.blocks));
            row.put(share(same.prose, prose[0]));
            row.put(share(same.links, same.characters));
            row.put(share(same.kept, same.blocks));
            row.put(log(same.characters / same.blocks));
            row.put(texts.getOrDefault(block.text(), 1) - 1);
            row.next();
            row.put(share(index, blocks.size()));
            row.put(share(before - block.text().length(), total));
            row.put(share(keptBefore, kept));
            row.put(index - guess.top());
            row.put(index - firstKept);
            row.put(index - lastKept);
            row.put(index > guess.top() && index < guess.start() ? 1 : 0);
            row.next();
            row.put(guess.inCore()[at] ? 1 : 0);
            row.put(guess.inFrame()[at] ? 1 : 0);
            row.put(guess.dropped()[at] ? 1 : 0);
            row.put(guess.keep()[index] ? 1 : 0);
            row.put(guess.lead()[index] ? 1 : 0);
            row.next();
            for (float each : ofPage) {
                row.put(each);
            }
            row.next();
            for (int step : NEIGHBOURS) {
                neighbour(row, index, index + step);
            }
            rows[index] = row.done();
            starts = row.starts;
            keptBefore += guess.keep()[index] ? block.text().length() : 0;
        }
        return rows;
    }

    /** Sums of what the numbers of a row contribute, group by group; once {@link #rows} have been made. */
    Map<String, Float> byGroup(float[] contributions) {
        Map<String, Float> groups = new LinkedHashMap<>();
        for (int group = 0; group < starts.length; group++) {
            int end = group + 1 < starts.length ? starts[group + 1] : COUNT;
            float sum = 0;
            for (int feature = starts[group]; feature < end; feature++) {
                sum += contributions[feature];
            }
            groups.put(GROUPS.get(group), sum);
        }
        return groups;
    }

    private void text(Row row, int index) {
        Block block = blocks.get(index);
        TextShape shape = shape(index);
        row.put(log(block.text().length()));
        row.put(log(shape.words()));
        row.put(share(block.text().length(), shape.words()));
        row.put((float) block.linkShare());
        row.put(block.endsSentence() ? 1 : 0);
        row.put(shape.sentences());
        row.put(share(shape.digits(), block.text().length()));
        row.put(share(shape.capitals(), shape.words()));
        row.put(share(shape.shouted(), block.text().length()));
        row.put(share(shape.commas(), shape.words()));
        row.put(shape.quotes());
        row.put(shape.firstIsLower() ? 1 : 0);
        row.put(shape.bars());
        for (int talk = 0; talk < TALKS; talk++) {
            row.put(share(shape.talk()[talk], shape.words()));
        }
        row.put(shape.firstTalk());
        row.put(kindOf(block.kind()));
        long[] runs = stated.isEmpty() && leads.isEmpty() ? new long[0] : Shingles.runs(block.text());
        row.put(stated.map(text -> (float) text.share(runs)).orElse(-1f));
        float lead = leads.isEmpty() ? -1 : 0;
        for (Shingles description : leads) {
            lead = Math.max(lead, (float) description.share(runs));
        }
        row.put(lead);
    }

    private void markup(Row row, Region region) {
        int at = region.index();
        row.put(depth[at]);
        row.put(kindOf(region.element().normalName()));
        row.put(region.parent()
                .map(around -> kindOf(around.element().normalName()))
                .orElse(0f));
        for (byte steps : near[at]) {
            row.put(steps);
        }
        int steps = 0;
        Optional<Region> furniture = Optional.of(region);
        while (furniture.isPresent() && furniture.get().furniture().isEmpty()) {
            furniture = furniture.get().parent();
            steps++;
        }
        row.put(furniture.isPresent() ? Math.min(FAR, steps) : FAR);
        row.put(furniture.map(found -> share(prose[found.index()], prose[0])).orElse(-1f));
        row.put(furniture.map(found -> log(count[found.index()])).orElse(-1f));
    }

    private static float kindOf(Block.Kind kind) {
        return switch (kind) {
            case PARAGRAPH -> 0;
            case HEADING -> 1;
            case ITEM -> 2;
            case QUOTE -> 3;
            case ROW -> 4;
        };
    }

    private static float kindOf(String name) {
        return switch (name) {
            case "p" -> 1;
            case "div" -> 2;
            case "li" -> 3;
            case "h1" -> 4;
            case "h2" -> 5;
            case "h3" -> 6;
            case "h4", "h5", "h6" -> 7;
            case "span" -> 8;
            case "td", "th", "tr" -> 9;
            case "section" -> 10;
            case "article", "main" -> 11;
            case "ul", "ol" -> 12;
            case "a" -> 13;
            case "header" -> 14;
            case "blockquote" -> 15;
            default -> 16;
        };
    }

    /** The elements around the block, from the inside out. */
    private void around(Row row, Region region) {
        Optional<Region> here = Optional.of(region);
        for (int step = 0; step < 4; step++) {
            if (here.isEmpty()) {
                row.put(1);
                row.put(0);
                row.put(0);
                row.put(0);
                continue;
            }
            int at = here.get().index();
            row.put(share(prose[at], prose[0]));
            row.put(share(linkCharacters[at], characters[at]));
            row.put(log(count[at]));
            row.put(share(prose[at], characters[at]));
            here = here.get().parent();
        }
    }

    private void neighbour(Row row, int index, int other) {
        if (other < 0 || other >= blocks.size()) {
            for (int feature = 0; feature < 6; feature++) {
                row.put(-1);
            }
            return;
        }
        Block block = blocks.get(other);
        row.put(log(shape(other).words()));
        row.put((float) block.linkShare());
        row.put(block.endsSentence() ? 1 : 0);
        row.put(parent(block) == parent(blocks.get(index)) ? 1 : 0);
        row.put(guess.keep()[other] ? 1 : 0);
        row.put(kindOf(block.kind()));
    }

    private static int parent(Block block) {
        Optional<Region> parent = block.region().parent();
        return parent.isPresent() ? parent.get().index() : -1;
    }

    private static float log(int number) {
        return number < LOGARITHMS.length ? LOGARITHMS[number] : (float) Math.log1p(number);
    }

    private static float share(int part, int whole) {
        return whole <= 0 ? 0 : (float) part / whole;
    }

    /** A row that is being filled. */
    private static final class Row {
        private final float[] values = new float[COUNT];
        private final int[] starts = new int[GROUPS.size()];
        private int size;
        private int groups;

        /** Begins the next of the {@link #GROUPS}. */
        void next() {
            starts[groups++] = size;
        }

        void put(float value) {
            values[size++] = value;
        }

        float[] done() {
            return values;
        }
    }

    /** What a text looks like, whatever it says. */
    @SuppressWarnings("ArrayRecordComponent") // filled once and only read
    private record TextShape(
            int words,
            int sentences,
            int digits,
            int capitals,
            int shouted,
            int commas,
            int quotes,
            int bars,
            boolean firstIsLower,
            int[] talk,
            int firstTalk) {

        static final TextShape UNKNOWN = new TextShape(0, 0, 0, 0, 0, 0, 0, 0, false, new int[0], 0);

        private static final int LETTER = 1;
        private static final int UPPER = 2;
        private static final int DIGIT = 3;
        /** The kinds of the characters of most texts. */
        private static final byte[] KINDS = new byte[0x250];

        static {
            for (int character = 0; character < KINDS.length; character++) {
                KINDS[character] = (byte) kind((char) character);
            }
        }

        /** What makes words is a letter or more, all else is 0. */
        private static int kind(char character) {
            if (!Character.isLetterOrDigit(character)) {
                return 0;
            }
            return Character.isUpperCase(character) ? UPPER : Character.isDigit(character) ? DIGIT : LETTER;
        }

        static TextShape of(String text) {
            int words = 0;
            int sentences = 0;
            int digits = 0;
            int capitals = 0;
            int shouted = 0;
            int commas = 0;
            int quotes = 0;
            int bars = 0;
            int[] talk = new int[TALKS];
            int firstTalk = -1;
            long word = 0;
            boolean inWord = false;
            boolean ended = false;
            for (int index = 0; index <= text.length(); index++) {
                char character = index < text.length() ? text.charAt(index) : ' ';
                int kind = character < KINDS.length ? KINDS[character] : kind(character);
                if (kind >= LETTER) {
                    boolean upper = kind == UPPER;
                    if (!inWord) {
                        words++;
                        capitals += upper ? 1 : 0;
                        sentences += ended && upper ? 1 : 0;
                        word = 0;
                    }
                    digits += kind == DIGIT ? 1 : 0;
                    shouted += upper ? 1 : 0;
                    word = WordTable.next(word, upper ? Character.toLowerCase(character) : character);
                    inWord = true;
                    ended = false;
                    continue;
                }
                if (inWord) {
                    int about = SUBJECTS.number(word);
                    if (about >= 0) {
                        talk[about]++;
                    }
                    if (words == 1) {
                        firstTalk = about < 0 ? TALKS : about;
                    }
                    inWord = false;
                }
                switch (character) {
                    case ' ' -> {}
                    case ',' -> commas++;
                    case '.', '!', '?' -> ended = true;
                    case '"', '„', '“', '”', '«', '»' -> quotes++;
                    case '|', '©', '•', '›', '/' -> bars++;
                    default -> {}
                }
            }
            return new TextShape(
                    words,
                    sentences + (ended ? 1 : 0),
                    digits,
                    capitals,
                    shouted,
                    commas,
                    quotes,
                    bars,
                    !text.isEmpty() && Character.isLowerCase(text.charAt(0)),
                    talk,
                    firstTalk);
        }
    }
}
