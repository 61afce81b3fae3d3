package io.depesche.ingest.address;

/** An address that is never asked. Its message is half a sentence that tells why, fit to follow the address. */
public final class RefusedAddress extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedAddress(String reason) {
        super(reason);
    }

    /** Why, without the address. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
