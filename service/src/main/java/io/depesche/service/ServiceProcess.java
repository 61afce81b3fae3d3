package io.depesche.service;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Runs one service as a process: with its health and metrics on a port, until SIGTERM or until it fails. */
public final class ServiceProcess {

    /** Exit status for a setting that cannot be used. */
    public static final int WRONG_INPUT = 2;

    private ServiceProcess() {}

    /**
     * Starts the service and blocks until it has stopped.
     *
     * @param name the service's name, as in {@code depesche enrich}
     * @param env gives {@code HTTP_PORT} (8080) and {@code HTTP_HOST} (0.0.0.0)
     * @param start starts the service; a {@link ConfigError} from it ends the process with one line
     * @return the exit status: 0 after SIGTERM, 1 after a failure, {@link #WRONG_INPUT} when it could not start
     */
    public static int run(String name, Env env, Function<MeterRegistry, RunningService> start, PrintStream err) {
        try (StopSignal signal = new StopSignal();
                Metrics metrics = new Metrics(name);
                RunningService service = start.apply(metrics.registry());
                HttpEndpoints endpoints = new HttpEndpoints(
                        env.text("HTTP_HOST", "0.0.0.0"),
                        env.integer("HTTP_PORT", 8080, 0, 65_535),
                        service::isAlive,
                        service::isReady,
                        metrics.registry())) {
            service.hooks().forEach(endpoints::serve);
            err.printf("depesche %s works; health and metrics on port %d%n", name, endpoints.port());
            CompletableFuture.anyOf(signal.given(), service.stopped()).get();
            return signal.given().isDone() ? 0 : 1;
        } catch (ConfigError e) {
            err.printf("depesche %s: %s%n", name, e.getMessage());
            return WRONG_INPUT;
        } catch (ExecutionException e) {
            err.printf("depesche %s failed: %s%n", name, e.getCause());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
