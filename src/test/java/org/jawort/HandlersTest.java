package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.List;
import org.jawort.platform.web.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What every method that answers a request keeps to. */
class HandlersTest {
  private static final int MOST_PARAMETERS = 5;

  private static final List<Method> HANDLERS =
      new ClassFileImporter()
              .withImportOption(location -> !location.contains("/test-classes/"))
              .importPackages("org.jawort")
              .stream()
              .filter(type -> type.isMetaAnnotatedWith(Controller.class))
              .map(JavaClass::getMethods)
              .flatMap(methods -> methods.stream().filter(HandlersTest::answers))
              .map(JavaMethod::reflect)
              .toList();

  private static boolean answers(JavaMethod method) {
    return method.isAnnotatedWith(RequestMapping.class)
        || method.isMetaAnnotatedWith(RequestMapping.class);
  }

  @Test
  @DisplayName("A handler takes five things at most")
  void parameters() {
    assertThat(HANDLERS).hasSizeGreaterThan(150);
    assertThat(
            HANDLERS.stream()
                .filter(handler -> handler.getParameterCount() > MOST_PARAMETERS)
                .map(handler -> name(handler) + " takes " + handler.getParameterCount()))
        .as("handlers that take more than %d things", MOST_PARAMETERS)
        .isEmpty();
  }

  @Test
  @DisplayName("No handler answers by itself and returns nothing: a fault is thrown")
  void nothing() {
    assertThat(
            HANDLERS.stream()
                .filter(
                    handler -> handler.getAnnotatedReturnType().isAnnotationPresent(Nullable.class))
                .map(HandlersTest::name))
        .as("handlers that may return null")
        .isEmpty();
  }

  @Test
  @DisplayName("A page returns its whole answer as one value")
  void pages() {
    assertThat(
            HANDLERS.stream()
                .filter(
                    handler ->
                        !handler.getDeclaringClass().isAnnotationPresent(RestController.class))
                .filter(handler -> !isWhole(handler.getReturnType()))
                .map(handler -> name(handler) + " returns " + handler.getReturnType()))
        .as("handlers of pages that return neither an Answer nor a ResponseEntity")
        .isEmpty();
  }

  private static boolean isWhole(Class<?> returned) {
    return returned == Answer.class || returned == ResponseEntity.class;
  }

  private static String name(Method handler) {
    return handler.getDeclaringClass().getSimpleName() + "." + handler.getName();
  }
}
