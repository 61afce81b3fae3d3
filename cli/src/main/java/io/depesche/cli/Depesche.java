package io.depesche.cli;

import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code depesche} command line. Results go to stdout, everything else to stderr. */
@Command(
        name = "depesche",
        description = "A self-hosted, rewindable stream of tagged news on Apache Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Start with: depesche demo"},
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            TopicsCommand.class,
            OutletsCommand.class,
            EntitiesCommand.class,
            WatchCommand.class,
            TailCommand.class,
            RedriveCommand.class,
            TakedownCommand.class,
            RetagCommand.class,
            ResetCommand.class,
            ExtractCommand.class,
            TagCommand.class,
            StoriesCommand.class,
            InspectCommand.class,
            DoctorCommand.class,
            ServiceCommands.Ingest.class,
            ServiceCommands.Enrich.class,
            ServiceCommands.Sink.class,
            HelpCommand.class
        })
public final class Depesche implements Runnable {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Depesche(Console console) {
        this.console = console;
    }

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        Console console = new Console(
                System.in,
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Env.system());
        int status = run(console, arguments);
        console.out().flush();
        System.exit(status);
    }

    /** Runs one command: 0 when it did what it says, 1 when part of its input failed, 2 when it could not start. */
    static int run(Console console, String... arguments) {
        return commandLine(console).execute(arguments);
    }

    /** All commands, reading from and writing to the console. */
    static CommandLine commandLine(Console console) {
        CommandLine commandLine = new CommandLine(new Depesche(console), new ConsoleFactory(console));
        commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler((wrong, given) -> refuse(console, wrong));
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> fail(console, failure, command));
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new ConfigError("give a command");
    }

    private static int refuse(Console console, ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        console.err().printf("%s: %s (see %s --help)%n", command, oneLine(wrong.getMessage()), command);
        return CommandLine.ExitCode.USAGE;
    }

    private static int fail(Console console, Exception failure, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof ConfigError) {
            console.err().printf("%s: %s%n", name, oneLine(failure.getMessage()));
            return CommandLine.ExitCode.USAGE;
        }
        console.err().printf("%s failed: %s (DEPESCHE_DEBUG=1 shows where)%n", name, oneLine(String.valueOf(failure)));
        if (console.env().optional("DEPESCHE_DEBUG").isPresent()) {
            failure.printStackTrace(console.err());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /** What a command reads and writes. */
    record Console(InputStream in, PrintStream out, PrintStream err, Env env) {}

    /** Makes commands that take the console in their constructor. */
    private record ConsoleFactory(Console console) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Console.class) {
                    return type.cast(constructor.newInstance(console));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
