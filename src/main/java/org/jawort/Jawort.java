package org.jawort;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The program: {@code jawort serve}. */
@SpringBootApplication(proxyBeanMethods = false)
public class Jawort {
  /** Runs the command that the arguments name; without any, the server. */
  public static void main(String[] arguments) {
    try {
      run(List.of(arguments));
    } catch (SettingException e) {
      System.err.println("jawort: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void run(List<String> arguments) {
    String command = arguments.isEmpty() ? "serve" : arguments.getFirst();
    if (!command.equals("serve")) {
      throw new SettingException(command, "is not a command; there is: jawort serve");
    }
    serve(Settings.load(System.getenv(), Path.of("jawort.properties")), InstantSource.system());
  }

  /**
   * Starts the server and returns when it answers.
   *
   * @param clock the only source of time for everything that the server does
   */
  public static ConfigurableApplicationContext serve(Settings settings, InstantSource clock) {
    var application = new SpringApplication(Jawort.class);
    application.setDefaultProperties(
        java.util.Map.of("server.port", settings.port(), "server.address", settings.bind()));
    application.addInitializers(
        context -> {
          var beans = (GenericApplicationContext) context;
          beans.registerBean("settings", Settings.class, () -> settings);
          beans.registerBean("clock", InstantSource.class, () -> clock);
        });
    return application.run();
  }
}
