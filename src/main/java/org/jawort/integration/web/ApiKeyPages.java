package org.jawort.integration.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKey;
import org.jawort.integration.ApiKeyId;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.ApiScope;
import org.jawort.integration.NewApiKey;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The keys of other systems: owners list, create, rotate and revoke them. */
@Controller
class ApiKeyPages {
  private static final String ADDRESS = "/app/settings/api-keys";
  private static final String ONE = ADDRESS + "/{id}";

  /** Days until a key ends, and none. */
  private static final List<String> EXPIRES = List.of("30", "90", "365", "730", "never");

  /** Hours for which both keys open. */
  private static final List<Integer> OVERLAPS = List.of(24, 1, 168, 720);

  private final ApiKeys keys;
  private final Users users;
  private final InstantSource clock;

  ApiKeyPages(ApiKeys keys, Users users, InstantSource clock) {
    this.keys = keys;
    this.users = users;
    this.clock = clock;
  }

  @GetMapping(ADDRESS)
  Answer list(Acting acting) {
    return draw(acting, FormInput.empty().with("expires", "365"));
  }

  /** Answers with the key itself instead of a redirect: it is kept nowhere to be shown later. */
  @PostMapping(ADDRESS)
  Answer create(@Labels("integration.keys") FormInput form, Acting acting) {
    NewApiKey wanted =
        new NewApiKey(
            form.required("name", ApiKeys.LONGEST_NAME),
            basis(form),
            scopes(form),
            end(form),
            acting.user());
    return form.isGood()
        ? made(wanted.name(), keys.issue(acting.tenant(), wanted))
        : draw(acting, form).status(422);
  }

  private static Answer made(String name, ApiKeys.Issued key) {
    return Answer.page("integration/key-made").with("name", name).with("secret", key.secret());
  }

  private static Set<ApiScope> scopes(FormInput form) {
    Set<ApiScope> scopes =
        Arrays.stream(ApiScope.values())
            .filter(scope -> form.has("scopes", scope.name()))
            .collect(Collectors.toSet());
    if (scopes.isEmpty()) {
      form.refuse("scopes", "integration.keys.scopes.missing");
    }
    return scopes;
  }

  private @Nullable Instant end(FormInput form) {
    String chosen = form.value("expires");
    if (!EXPIRES.contains(chosen)) {
      form.refuse("expires", "integration.keys.expires.missing");
    }
    return chosen.matches("\\d{1,4}")
        ? clock.instant().plus(Duration.ofDays(Integer.parseInt(chosen)))
        : null;
  }

  /** On what basis the key's system may ask people, where a request says nothing else (B-05). */
  private static StatedBasis basis(FormInput form) {
    AskingBasis basis =
        AskingBasis.carrying().stream()
            .filter(one -> one.name().equals(form.value("basis")))
            .findFirst()
            .orElse(AskingBasis.OWN_REQUEST_AT_SYSTEM);
    if (!form.has("basis", basis.name())) {
      form.refuse("basis", "asking.lack.BASIS");
    }
    String note = form.optional("basisNote", StatedBasis.LONGEST_NOTE);
    if (note.isEmpty() && basis.needsNote()) {
      form.refuse("basisNote", "asking.lack.NOTE");
    }
    return StatedBasis.ofKey(basis, note.isEmpty() ? null : note);
  }

  @GetMapping(ONE + "/rotate")
  Answer askHow(@PathVariable UUID id, Acting acting) {
    return keys.find(acting.tenant(), new ApiKeyId(id))
        .filter(key -> key.valid(clock.instant()) && key.replacedBy() == null)
        .map(key -> Answer.page("integration/key-rotate").with("key", key).with("hours", OVERLAPS))
        .orElseGet(ApiKeyPages::gone);
  }

  @PostMapping(ONE + "/rotate")
  Answer rotate(@PathVariable UUID id, FormInput form, Acting acting) {
    var former = new ApiKeyId(id);
    int hours =
        OVERLAPS.stream()
            .filter(one -> form.value("overlap").equals(one.toString()))
            .findFirst()
            .orElse(OVERLAPS.getFirst());
    return switch (keys.rotate(acting.tenant(), former, Duration.ofHours(hours), acting.user())) {
      case ApiKeys.RotationOutcome.Rotated(ApiKeys.Issued key) ->
          made(keys.find(acting.tenant(), former).orElseThrow().name(), key);
      case ApiKeys.RotationOutcome.Gone() -> gone();
    };
  }

  private static Answer gone() {
    return Answer.redirect(ADDRESS).bad("integration.keys.gone");
  }

  @PostMapping(ONE + "/revoke")
  Answer revoke(@PathVariable UUID id, Acting acting) {
    return keys.revoke(acting.tenant(), new ApiKeyId(id))
        ? Answer.redirect(ADDRESS).good("integration.keys.revoked")
        : gone();
  }

  private Answer draw(Acting acting, FormInput form) {
    List<ApiKey> all = keys.all(acting.tenant());
    return Answer.page("integration/keys")
        .with("keys", all)
        .with("now", clock.instant())
        .with("makers", makers(acting, all))
        .with("form", form)
        .with("scopes", ApiScope.values())
        .with("ends", EXPIRES)
        .with("carrying", AskingBasis.carrying())
        .with("document", BearerFilter.DOCUMENT);
  }

  /** Names of those who made them, also of those who left. */
  private Map<UserId, String> makers(Acting acting, List<ApiKey> all) {
    return all.stream()
        .map(ApiKey::madeBy)
        .filter(Objects::nonNull)
        .distinct()
        .flatMap(id -> users.find(acting.tenant(), id).stream())
        .collect(Collectors.toMap(User::id, User::name));
  }
}
