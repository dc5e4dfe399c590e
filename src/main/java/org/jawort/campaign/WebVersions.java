package org.jawort.campaign;

import java.util.Optional;
import org.jawort.delivery.LinkFetches;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.Messages;
import org.jawort.delivery.ShownMail;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door behind the link to a mail in the browser: shows it as it was sent. */
@Component
public class WebVersions {
  private final Tokens tokens;
  private final Tenants tenants;
  private final Messages messages;
  private final LinkFetches fetches;

  WebVersions(Tokens tokens, Tenants tenants, Messages messages, LinkFetches fetches) {
    this.tokens = tokens;
    this.tenants = tenants;
    this.messages = messages;
    this.fetches = fetches;
  }

  /**
   * Reads a token from outside and notes that it was fetched.
   *
   * @return the HTML part as sent; empty where the token is cut off or forged, the mail was not
   *     sent yet, its data were erased, or it is plain text alone
   */
  public Optional<String> open(String token, @Nullable String userAgent) {
    return tokens
        .read(Tokens.Kind.WEB_VERSION, token)
        .flatMap(
            content ->
                tenants
                    .byNumber(content.tenantNumber())
                    .flatMap(tenant -> open(tenant, new MessageId(content.id()), userAgent)));
  }

  private Optional<String> open(TenantId tenant, MessageId message, @Nullable String userAgent) {
    Optional<ShownMail> mail =
        messages
            .find(tenant, message)
            .flatMap(
                found ->
                    messages
                        .content(tenant, message)
                        .map(raw -> ShownMail.of(message, found.createdAt(), raw)));
    mail.ifPresent(shown -> fetches.note(tenant, message, "WEB_VERSION", userAgent));
    return mail.filter(shown -> shown.html() != null).map(ShownMail::framed);
  }
}
