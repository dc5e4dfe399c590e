package org.jawort;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.index.CandidateComponentsIndex;
import org.springframework.context.index.CandidateComponentsIndexLoader;
import org.springframework.stereotype.Component;

/**
 * The components of the program as the class path has them. The first start in a JVM looks for them
 * as the product does; those that follow there would read the same two thousand files again.
 */
final class FoundComponents {
  private static final String BASE = Jawort.class.getPackageName();

  private static int starts;

  private FoundComponents() {}

  /** Before the second start in a JVM, Spring is told what it would find; many have only one. */
  static synchronized void beforeStart() {
    starts++;
    if (starts == 2) {
      register(find());
    }
  }

  /** Their class names, with what {@code @Configuration} and the like are made of. */
  private static Set<String> find() {
    return new ClassPathScanningCandidateComponentProvider(true)
        .findCandidateComponents(BASE).stream()
            .map(BeanDefinition::getBeanClassName)
            .collect(Collectors.toSet());
  }

  private static void register(Set<String> components) {
    var index = new CandidateComponentsIndex();
    index.registerScan(BASE);
    components.forEach(name -> index.registerCandidateType(name, Component.class.getName()));
    CandidateComponentsIndexLoader.addIndex(FoundComponents.class.getClassLoader(), index);
  }
}
