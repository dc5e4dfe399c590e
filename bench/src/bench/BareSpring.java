package bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The peer of P9: what Spring Boot takes with the product's libraries and nothing of its own. */
@SpringBootApplication(proxyBeanMethods = false)
public class BareSpring {
  public static void main(String[] arguments) {
    System.setProperty("spring.flyway.enabled", "false");
    System.setProperty("spring.main.banner-mode", "off");
    SpringApplication.run(BareSpring.class, arguments);
  }
}
