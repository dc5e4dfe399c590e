package org.jawort.isolation;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.permission.MessageClass;
import org.jawort.contact.ChangePosition;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MasterData;
import org.jawort.contact.merge.AlikeContacts;
import org.jawort.delivery.MessageStatus;
import org.jawort.erasure.ErasureWish;
import org.jawort.form.shield.BlockList;
import org.jawort.platform.Language;
import org.jawort.platform.picture.FileKind;
import org.jawort.platform.picture.PictureHeader;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.transfer.imports.BatchLine;
import org.jawort.transfer.imports.BatchSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes the arguments of a call: the tenant is the one that acts, every id and text is one that
 * belongs to another.
 *
 * @param door what is called
 * @param now at the time of the test
 */
record Arguments(Method door, Tenant acting, Fixtures others, Instant now) {
  private static final BatchSource NO_LINES =
      new BatchSource() {
        @Override
        public List<BatchLine> next(int most) {
          return List.of();
        }

        @Override
        public byte[] digest() {
          return new byte[32];
        }
      };

  /** The arguments of a call on the given connection. */
  Object[] on(Connection connection) {
    return Arrays.stream(door.getParameters())
        .map(parameter -> argument(parameter, connection))
        .toArray();
  }

  private @Nullable Object argument(Parameter parameter, Connection connection) {
    if (parameter.getType() == ChangePosition.class) {
      // From the beginning: a position elsewhere is of no use here.
      return null;
    }
    return parameter.getType() == Connection.class
        ? connection
        : value(parameter.getParameterizedType(), parameter.getName());
  }

  private @Nullable Object value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, name);
    }
    Class<?> raw = (Class<?>) type;
    Object known = known(raw, name);
    if (known != null) {
      return known;
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    }
    if (raw.isSealed()) {
      return value(raw.getPermittedSubclasses()[0], name);
    }
    if (raw.isRecord()) {
      return record(raw, name);
    }
    throw new IllegalStateException("say in Arguments what to give for a " + type + " " + name);
  }

  private @Nullable Object known(Class<?> type, String name) {
    return switch (type.getSimpleName()) {
      case "TenantId" -> acting.id();
      case "Tenant" -> acting;
      case "CheckedAddress" -> others.address();
      case "MessageStatus" -> MessageStatus.ACCEPTED;
      case "Actor" -> Actor.RECIPIENT;
      // What a room writes into its job is its own affair.
      case "Object" -> Map.of();
      case "Object[]" -> new Object[] {"3", "https://jawort.example/"};
      // Whatever stands; and destroying it all comes to something.
      case "Proof" -> ErasureWish.Proof.DESTROY;
      case "UUID" -> others.id(door, name);
      case "String" -> others.text(room(), name);
      case "int", "Integer" ->
          switch (name) {
            case "version", "revision" -> 1;
            case "page", "before", "behind" -> 0;
            default -> 10;
          };
      case "long" -> 10L;
      case "boolean", "Boolean" -> true;
      case "InputStream" -> new ByteArrayInputStream("raw".getBytes(StandardCharsets.UTF_8));
      case "StagedRow" -> staged(type);
      // Such that the call would come to something.
      case "ConsentStatus" -> name.equals("before") ? ConsentStatus.SENT : ConsentStatus.REVOKED;
      case "MessageClass" -> MessageClass.OPT_IN;
      case "MailBlock" -> MailBlock.HARD_BOUNCE;
      case "Language" -> Language.EN;
      // What is due is asked for when everything is.
      case "Instant" ->
          room().getSimpleName().equals("RunClaims")
              ? now.plus(Duration.ofDays(30))
              // A question about a period is about the last weeks.
              : name.equals("from")
                      && room()
                          .getSimpleName()
                          .matches("Funnels|SignUpDays|Audit.+|SubmissionSearch")
                  ? now.minus(Duration.ofDays(60))
                  : now;
      case "LocalDate" -> LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(7);
      case "Duration" -> Duration.ofDays(1);
      case "ZoneId" -> ZoneId.of("Europe/Berlin");
      case "URI" -> URI.create("https://salon.example/datenschutz");
      case "InetAddress" -> InetAddress.getLoopbackAddress();
      case "OutputStream" -> OutputStream.nullOutputStream();
      case "byte[]" -> name.equals("body") ? new byte[32] : "raw".getBytes(StandardCharsets.UTF_8);
      case "BatchSource" -> NO_LINES;
      case "TenantProfile" -> profile();
      case "PictureHeader" -> new PictureHeader(FileKind.PNG, 10, 10, false);
      case "Condition" -> Condition.inGroup(Set.of(others.id(door, "from")));
      case "JsonNode" ->
          JsonNodeFactory.instance
              .objectNode()
              .put("about", "group")
              .put("is", "oneOf")
              .set(
                  "values", JsonNodeFactory.instance.arrayNode().add("" + others.id(door, "from")));
      case "BlockList" -> BlockList.EMPTY;
      case "Place" -> AlikeContacts.Place.FIRST;
      default -> null;
    };
  }

  /** A row of a file, as far as it was read. */
  private static Object staged(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(7, 0, 7, Collections.nCopies(3, new UUID(7, 7)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Class<?> room() {
    return door.getDeclaringClass();
  }

  private TenantProfile profile() {
    TenantProfile now = acting.profile();
    return new TenantProfile(
        now.name(),
        now.imprint(),
        now.privacyPolicyUrl(),
        now.senderName(),
        now.senderAddress(),
        now.replyTo(),
        now.languages(),
        now.timeZone(),
        now.ipMode(),
        "#123456",
        now.country());
  }

  private Object container(ParameterizedType type, String name) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == UnaryOperator.class) {
      return (UnaryOperator<MasterData>)
          data ->
              new MasterData(
                  data.kind(), data.firstName(), data.lastName(), "Firma", data.language());
    }
    if (type.getRawType() == Consumer.class) {
      return (Consumer<Object>) any -> {};
    }
    if (type.getRawType() == Map.class && name.equals("only")) {
      return Map.of();
    }
    if (type.getRawType() == Map.class) {
      return Map.of(value(of[0], name), value(of[1], name));
    }
    if (type.getRawType() == Optional.class) {
      boolean choice = of[0] instanceof Class<?> c && (c.isEnum() || c.isSealed());
      return choice ? Optional.empty() : Optional.of(value(of[0], name));
    }
    List<?> items = of[0] == UUID.class ? ids(name) : List.of(value(of[0], name));
    boolean set = type.getRawType() == Set.class;
    if (!set && !((Class<?>) type.getRawType()).isAssignableFrom(List.class)) {
      throw new IllegalStateException("say in Arguments what to give for a " + type);
    }
    return set ? Set.copyOf((Collection<?>) items) : items;
  }

  /** Where ids of many kinds are asked for at once, all of them; but nothing is in hand. */
  private List<UUID> ids(String name) {
    return name.equals("inHand") ? List.of() : others.everyId();
  }

  private Object record(Class<?> type, String name) {
    RecordComponent[] parts = type.getRecordComponents();
    boolean id = parts.length == 1 && parts[0].getType() == UUID.class;
    Object[] values =
        id
            ? new Object[] {others.id(door, name.equals("other") ? name : noun(type))}
            : Arrays.stream(parts)
                .map(part -> value(part.getGenericType(), part.getName()))
                .toArray();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  /** MessageId: message. */
  private static String noun(Class<?> id) {
    String name = id.getSimpleName().replaceAll("Id$", "");
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
