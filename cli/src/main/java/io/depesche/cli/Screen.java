package io.depesche.cli;

import io.depesche.cli.Depesche.Console;

/**
 * What a long-running command shows: articles on stdout, notes and a few lines of progress on stderr. On a terminal the progress
 * stays at the bottom and is drawn over; elsewhere it is left out.
 */
final class Screen {

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String LINE_ABOVE = "\u001b[1A\u001b[2K";

    private final Console console;
    private final boolean terminal;
    private String progress = "";

    Screen(Console console) {
        this.console = console;
        this.terminal =
                console.env().optional("DEPESCHE_TERMINAL").filter("1"::equals).isPresent();
    }

    /** Whether a person looks at a terminal. */
    boolean isTerminal() {
        return terminal;
    }

    /** A result, on stdout. */
    synchronized void result(String text) {
        clear();
        console.out().println(text);
        console.out().flush();
        draw();
    }

    /** Something to know, on stderr. */
    synchronized void note(String text) {
        clear();
        console.err().println(text);
        draw();
    }

    /** How far things are, in one line or several. */
    synchronized void progress(String lines) {
        clear();
        progress = lines;
        draw();
    }

    /** Takes the progress away. */
    synchronized void end() {
        clear();
        progress = "";
    }

    private void clear() {
        if (terminal && !progress.isEmpty()) {
            int above = (int)
                    progress.chars().filter(character -> character == '\n').count();
            console.err().print(CLEAR_LINE + LINE_ABOVE.repeat(above));
        }
    }

    private void draw() {
        if (terminal && !progress.isEmpty()) {
            console.err().print(progress);
            console.err().flush();
        }
    }
}
