package io.depesche.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import picocli.CommandLine.Command;

/** Holds the arrows between the modules and the purity of the packages that decide what news is. */
@AnalyzeClasses(packages = "io.depesche", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("contracts")
            .definedBy("io.depesche.contracts..")
            .layer("service")
            .definedBy("io.depesche.service..")
            .layer("ingest")
            .definedBy("io.depesche.ingest..")
            .layer("enrich")
            .definedBy("io.depesche.enrich..")
            .layer("sink")
            .definedBy("io.depesche.sink..")
            .layer("cli")
            .definedBy("io.depesche.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("enrich")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("sink")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("service")
            .mayOnlyBeAccessedByLayers("ingest", "enrich", "sink", "cli")
            .whereLayer("contracts")
            .mayOnlyBeAccessedByLayers("service", "ingest", "enrich", "sink", "cli");

    @ArchTest
    static final ArchRule whatDecidesIsFreeOfKafka = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.depesche.ingest.extract..",
                    "io.depesche.ingest.discover..",
                    "io.depesche.ingest.outlets..",
                    "io.depesche.ingest.address..",
                    "io.depesche.ingest.fetch..",
                    "io.depesche.ingest.rights..",
                    "io.depesche.ingest.crawl..",
                    "io.depesche.enrich.step..",
                    "io.depesche.sink.route..",
                    "io.depesche.sink.watch..",
                    "io.depesche.cli.newsroom..",
                    "io.depesche.cli.page..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule whatDecidesIsFreeOfClocks = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.depesche.ingest.extract..",
                    "io.depesche.enrich.step..",
                    "io.depesche.sink.route..",
                    "io.depesche.sink.watch..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("replaying a topic gives the same bytes");

    @ArchTest
    static final ArchRule subscribersNeedNoStreams = noClasses()
            .that()
            .resideInAPackage("io.depesche.contracts..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule onlyTheBrokerKnowsKafkasServer = noClasses()
            .that()
            .resideOutsideOfPackage("io.depesche.cli.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

    @ArchTest
    static final ArchRule packagesOfAModuleFormNoCircle =
            slices().matching("io.depesche.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noStateIsStatic = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.depesche.contracts.record..")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule commandsAreNamedSo = classes()
            .that()
            .areAnnotatedWith(Command.class)
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("Command")
            .orShould()
            .haveSimpleName("Depesche");
}
