package org.jawort.form;

import java.util.List;
import org.jawort.platform.Settings;
import org.jawort.platform.StartLine;
import org.jawort.tenant.Tenants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells where visitors sign up: the forms of the first tenant, each with its language. */
@Configuration(proxyBeanMethods = false)
class FormStartLine {
  @Bean
  StartLine formLine(Tenants tenants, Forms forms, Settings settings) {
    return new StartLine(200, "Sign-up form", () -> addresses(tenants, forms, settings));
  }

  private static List<String> addresses(Tenants tenants, Forms forms, Settings settings) {
    return tenants.all().stream()
        .limit(1)
        .flatMap(first -> forms.all(first).stream())
        .map(form -> "%s/f/%s (%s)".formatted(settings.publicUrl(), form.key(), code(form)))
        .toList();
  }

  private static String code(Form form) {
    return form.language().code();
  }
}
