package org.jawort;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls of the house: between rooms, between the parts of a room, and between files. */
class ModularityTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("org.jawort");

  /** Top-level types; a sealed type and its records stand in one file. */
  private static final SliceAssignment FILES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          String name = type.getName();
          int nested = name.indexOf('$');
          return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
        }

        @Override
        public String getDescription() {
          return "files";
        }
      };

  @Test
  @DisplayName("No room uses one above it, nor what another room keeps to itself")
  void floorsHold() {
    ApplicationModules.of(Jawort.class).verify();
  }

  @Test
  @DisplayName("No two packages use one another, not by a way round either")
  void packagesHaveAnOrder() {
    slices().matching("org.jawort.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  @DisplayName("No two files use one another, not by a way round either")
  void filesHaveAnOrder() {
    slices().assignedFrom(FILES).should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  @DisplayName("What a process says knows no database, nor anybody who is under way")
  void stepsAreWordsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.jawort.optin.step")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.springframework.jdbc..",
            "org.jawort.optin.process..",
            "org.jawort.optin.run..",
            "org.jawort.optin.engine..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.jawort.platform.Database")
        .check(PROGRAM);
  }

  @Test
  @DisplayName("The ledger uses nothing of what is built upon it")
  void theLedgerStandsBelow() {
    noClasses()
        .that()
        .resideInAPackage("org.jawort.consent")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.jawort.consent.declaration..",
            "org.jawort.consent.dossier..",
            "org.jawort.consent.log..",
            "org.jawort.consent.permission..",
            "org.jawort.consent.proof..")
        .check(PROGRAM);
  }

  @Test
  @DisplayName("What runs do does not reach into what moves them")
  void runsAreMoved() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.jawort.optin.process..", "org.jawort.optin.run..", "org.jawort.optin.notice..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jawort.optin.engine..", "org.jawort.optin.trial..")
        .check(PROGRAM);
  }
}
