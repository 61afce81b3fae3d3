package io.depesche.enrich.step.entity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes rising numbers as the steps between them, seven bits a byte. */
final class SortedKeys {

    private SortedKeys() {}

    static void write(int[] keys, DataOutput out) throws IOException {
        long before = Integer.MIN_VALUE;
        for (int key : keys) {
            long step = key - before;
            while (step >= 0x80) {
                out.writeByte((int) ((step & 0x7F) | 0x80));
                step >>>= 7;
            }
            out.writeByte((int) step);
            before = key;
        }
    }

    static int[] read(int size, DataInput in) throws IOException {
        int[] keys = new int[size];
        long before = Integer.MIN_VALUE;
        for (int index = 0; index < size; index++) {
            long step = 0;
            int shift = 0;
            int part;
            do {
                part = in.readUnsignedByte();
                step |= (long) (part & 0x7F) << shift;
                shift += 7;
            } while (part >= 0x80);
            before += step;
            keys[index] = (int) before;
        }
        return keys;
    }
}
