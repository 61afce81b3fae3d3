package io.depesche.service;

/** A record that a service refuses, with the reason that its dead letter carries. */
public abstract class Unprocessable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason short and lower-case, with hyphens, the same for all records refused for this cause, for example {@code
     *     empty-body}
     * @param message one line that names the record
     */
    protected Unprocessable(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public final String reason() {
        return reason;
    }
}
