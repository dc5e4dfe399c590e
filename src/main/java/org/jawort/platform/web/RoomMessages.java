package org.jawort.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Gathers the texts of all rooms: {@code messages/<room>_de.properties} and {@code _en}. */
@Configuration(proxyBeanMethods = false)
class RoomMessages {
  private static final String GERMAN = "_de.properties";

  @Bean
  MessageSource messageSource() {
    var messages = new ResourceBundleMessageSource();
    messages.setBasenames(basenames());
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setDefaultLocale(Locale.GERMAN);
    return messages;
  }

  private static String[] basenames() {
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + GERMAN);
      return Arrays.stream(files)
          .map(file -> Objects.requireNonNull(file.getFilename()))
          .map(name -> "messages/" + name.substring(0, name.length() - GERMAN.length()))
          .distinct()
          .sorted()
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
