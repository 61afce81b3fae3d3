package io.depesche.ingest;

import io.depesche.service.Env;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The crawler as a process of its own, which can be killed as processes are. */
public final class IngestProcess implements AutoCloseable {

    private final Process process;

    /**
     * Starts a process.
     *
     * @param folder for its state and its log
     * @param heap as {@code -Xmx} takes it
     * @param launcher a command that is to start it, such as one that binds it to a core; empty for none
     */
    public IngestProcess(Map<String, String> env, Path folder, String heap, String... launcher) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        command.addAll(
                List.of(System.getProperty("ingest.options", "-Xshare:auto").split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IngestProcess.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(env);
        builder.environment().put("STATE_DIR", folder.resolve("state").toString());
        builder.environment().put("HTTP_PORT", "0");
        File log = folder.resolve("ingest.log").toFile();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        process = builder.start();
    }

    public static void main(String[] arguments) {
        System.exit(IngestMain.run(Env.system(), System.err));
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** As SIGTERM does; returns when the process is gone. */
    public void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
