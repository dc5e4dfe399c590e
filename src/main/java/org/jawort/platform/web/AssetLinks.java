package org.jawort.platform.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.AbstractLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Lets templates name an asset plainly: {@code @{/assets/frame/staff.css}} becomes its address. */
@Component
@Lazy(false)
final class AssetLinks extends AbstractLinkBuilder {
  private static final String BEGINNING = "/assets/";

  private final Assets assets;

  AssetLinks(Assets assets, SpringTemplateEngine engine) {
    this.assets = assets;
    setOrder(1);
    engine.addLinkBuilder(this);
  }

  /** Answers null for all other links, which then go to the ordinary builder. */
  @Override
  public @Nullable String buildLink(
      IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
    return base.startsWith(BEGINNING) && !base.startsWith("/assets/t/")
        ? assets.url(base.substring(BEGINNING.length()))
        : null;
  }
}
