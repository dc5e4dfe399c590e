package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;

/** What may have happened with an address before it signs up again. */
enum Past {
  NEW {
    @Override
    void happen(SignUpServer server, TenantId tenant, String path, String address) {}
  },
  PENDING {
    @Override
    void happen(SignUpServer server, TenantId tenant, String path, String address) {
      server.submit(path, SignUpServer.filledIn(address));
    }
  },
  CONFIRMED {
    @Override
    void happen(SignUpServer server, TenantId tenant, String path, String address) {
      server.submit(path, SignUpServer.filledIn(address));
      server.submit(
          "/c/" + token(server, Tokens.Kind.CONFIRM, tenant, address), java.util.Map.of());
    }
  },
  REFUSED {
    @Override
    void happen(SignUpServer server, TenantId tenant, String path, String address) {
      server.submit(path, SignUpServer.filledIn(address));
      server.submit("/r/" + token(server, Tokens.Kind.REFUSE, tenant, address), java.util.Map.of());
    }
  },
  REVOKED {
    @Override
    void happen(SignUpServer server, TenantId tenant, String path, String address) {
      CONFIRMED.happen(server, tenant, path, address);
      server.submit(
          "/u/" + token(server, Tokens.Kind.UNSUBSCRIBE, tenant, address), java.util.Map.of());
      assertThat(
              server.count(
                  """
                  consent c JOIN contact_point p
                    ON p.tenant_id = c.tenant_id AND p.id = c.contact_point_id
                  WHERE p.address_key = ? AND c.status = 'REVOKED'
                  """,
                  address))
          .isEqualTo(1);
    }
  };

  abstract void happen(SignUpServer server, TenantId tenant, String path, String address);

  static String token(SignUpServer server, Tokens.Kind kind, TenantId tenant, String address) {
    UUID message =
        server
            .ask(
                UUID.class,
                """
                SELECT m.id FROM message m
                JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
                WHERE p.tenant_id = ? AND p.address_key = ? ORDER BY m.id DESC LIMIT 1
                """,
                tenant.value(),
                address)
            .getFirst();
    return server.token(kind, tenant, message, null);
  }
}
