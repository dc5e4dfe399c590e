package org.jawort;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jawort.consent.cosigner.WitnessCommand;
import org.jawort.consent.proof.LogCommand;
import org.jawort.consent.proof.SecretCommand;
import org.jawort.consent.proof.VerifyCommand;
import org.jawort.doctor.Doctor;
import org.jawort.platform.OpenedDatabase;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.tenant.account.UserCommand;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.support.GenericApplicationContext;

/** The program: {@code jawort serve}, and what can be done beside it. */
@SpringBootApplication(proxyBeanMethods = false)
public class Jawort {
  /** Runs the command that the arguments name; without any, the server. */
  public static void main(String[] arguments) {
    try {
      run(List.of(arguments));
    } catch (RuntimeException e) {
      System.err.println("jawort: " + line(e).orElseThrow(() -> e));
      System.exit(2);
    }
  }

  private static void run(List<String> arguments) {
    String command = arguments.isEmpty() ? "serve" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    switch (command) {
      case "serve" -> {
        if (!rest.isEmpty()) {
          throw unknown(arguments);
        }
        serve(settings(), InstantSource.system());
      }
      case "verify" -> System.exit(VerifyCommand.run(rest, System.out, System.err));
      case "doctor" -> System.exit(doctor(rest, arguments) ? 0 : 1);
      case "log" -> {
        quietLibraries();
        LogCommand.run(rest, Jawort::settings, InstantSource.system(), System.out);
      }
      case "secret" -> {
        quietLibraries();
        SecretCommand.run(rest, Jawort::settings, InstantSource.system(), System.out);
      }
      case "user" -> {
        quietLibraries();
        UserCommand.run(rest, Jawort::settings, InstantSource.system(), System.out);
      }
      case "witness" -> {
        if (!rest.isEmpty()) {
          throw unknown(arguments);
        }
        WitnessCommand.run(settings(), InstantSource.system(), System.out);
      }
      default -> throw unknown(arguments);
    }
  }

  private static SettingException unknown(List<String> arguments) {
    return new SettingException(
        String.join(" ", arguments),
        "is not a command; there are: jawort serve, jawort doctor [--repair], jawort verify FILE,"
            + " jawort log rotate-key, jawort log accept-restore, jawort secret rotate, jawort user"
            + " recover ADDRESS, jawort witness");
  }

  private static Settings settings() {
    return Settings.load(System.getenv(), Path.of("jawort.properties"));
  }

  private static boolean doctor(List<String> rest, List<String> arguments) {
    boolean repair = rest.equals(List.of("--repair"));
    if (!repair && !rest.isEmpty()) {
      throw unknown(arguments);
    }
    return examine(System.getenv(), Path.of("jawort.properties"), repair, System.out);
  }

  /**
   * Looks at the installation that the settings describe, and prints a line for each finding.
   *
   * @param environment such as {@code System.getenv()}
   * @param file {@code jawort.properties}, which may be missing
   * @param repair whether statuses and blocks are written anew where they differ from the ledger
   * @return whether all is well
   */
  public static boolean examine(
      Map<String, String> environment, Path file, boolean repair, PrintStream out) {
    LoggingSystem.get(Jawort.class.getClassLoader()).beforeInitialize();
    try {
      return new Doctor(Settings.load(environment, file), InstantSource.system(), out)
          .examine(repair);
    } catch (SettingException e) {
      out.println("BAD   settings: " + e.getMessage());
      return false;
    }
  }

  /** What to tell the operator, where the fault is one that they can mend. */
  private static Optional<String> line(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .flatMap(
            cause ->
                switch (cause) {
                  case SettingException wrong -> Stream.of(String.valueOf(wrong.getMessage()));
                  case PortInUseException taken ->
                      Stream.of(
                          "JAWORT_PORT %d is taken by another program; stop it or choose another port"
                              .formatted(taken.getPort()));
                  default -> Stream.empty();
                })
        .findFirst();
  }

  /**
   * Starts the server and returns when it answers.
   *
   * @param clock the only source of time for everything that the server does
   * @throws SettingException in one line where a setting is wrong
   */
  public static ConfigurableApplicationContext serve(Settings settings, InstantSource clock) {
    quietLibraries();
    OpenedDatabase database = OpenedDatabase.open(settings);
    try {
      return application(settings, clock, database).run();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Until the server sets up its logging. */
  private static void quietLibraries() {
    LoggingSystem.get(Jawort.class.getClassLoader()).beforeInitialize();
  }

  private static SpringApplication application(
      Settings settings, InstantSource clock, OpenedDatabase database) {
    var application = new SpringApplication(Jawort.class);
    // Two rooms may use the same word.
    application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
    application.setDefaultProperties(
        Map.of("server.port", settings.port(), "server.address", settings.bind()));
    application.addInitializers(
        context -> {
          var beans = (GenericApplicationContext) context;
          StartShortcuts.take(beans.getDefaultListableBeanFactory());
          beans.addBeanFactoryPostProcessor(
              all -> StartShortcuts.withoutPackages((DefaultListableBeanFactory) all));
          beans.registerBean("settings", Settings.class, () -> settings);
          beans.registerBean("clock", InstantSource.class, () -> clock);
          // The context closes it last, after everything that depends on the data source.
          beans.registerBean("openedDatabase", OpenedDatabase.class, () -> database);
          beans.registerBean(
              "dataSource", DataSource.class, () -> beans.getBean(OpenedDatabase.class).pool());
        });
    return application;
  }
}
