package org.jawort.integration.web;

import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says in the description of the API what may be null, and what is always there. */
@Configuration(proxyBeanMethods = false)
class NullableSchemas {
  private static final Map<String, Class<? extends Record>> ANSWERS =
      Map.ofEntries(
          Map.entry("Contact", ContactJson.class),
          Map.entry("ContactPoint", ContactJson.PointJson.class),
          Map.entry("Consent", ContactJson.ConsentJson.class),
          Map.entry("Event", EventJson.class),
          Map.entry("Box", EventJson.BoxJson.class),
          Map.entry("Permission", PermissionApi.PermissionJson.class),
          Map.entry("Form", FormShapes.FormJson.class),
          Map.entry("FormDefinition", FormShapes.WholeFormJson.class),
          Map.entry("FormField", FormShapes.FieldJson.class),
          Map.entry("FormBox", FormShapes.BoxJson.class),
          Map.entry("FormSubmission", FormShapes.SubmissionJson.class),
          Map.entry("Export", ExportApi.ExportJson.class),
          Map.entry("Funnel", FunnelApi.FunnelJson.class),
          Map.entry("Purpose", PurposeApi.PurposeJson.class),
          Map.entry("Import", ImportShapes.ImportJson.class),
          Map.entry("ImportAsking", ImportShapes.AskingJson.class),
          Map.entry("ImportRefusal", ImportShapes.RefusalJson.class),
          Map.entry("PageImportRefusal", Page.class),
          Map.entry("Changes", ChangesApi.ChangesJson.class),
          Map.entry("Change", ChangesApi.ChangeJson.class),
          Map.entry("BatchRow", BatchShapes.RowJson.class),
          Map.entry("BatchProblem", BatchShapes.ProblemJson.class),
          Map.entry("Group", GroupApi.GroupJson.class),
          Map.entry("GroupMember", GroupMemberApi.MemberJson.class),
          Map.entry("PageContact", Page.class),
          Map.entry("PageGroupMember", Page.class),
          Map.entry("PageFormSubmission", Page.class));
  private static final Map<String, Class<? extends Record>> QUESTIONS =
      Map.of(
          "NewContact", ContactBodies.Create.class,
          "ContactChange", ContactBodies.Change.class,
          "BatchContact", BatchContacts.LineBody.class,
          "BatchConsent", BatchContacts.ConsentBody.class);

  @Bean
  OpenApiCustomizer nullability() {
    return api -> {
      Map<String, Schema> schemas = api.getComponents().getSchemas();
      QUESTIONS.forEach((name, kind) -> markNullable(required(schemas, name), kind));
      ANSWERS.forEach(
          (name, kind) -> {
            markNullable(required(schemas, name), kind);
            required(schemas, name).setRequired(new ArrayList<>(names(kind)));
          });
    };
  }

  private static <T> T required(Map<String, T> named, String name) {
    return Objects.requireNonNull(named.get(name), name);
  }

  private static List<String> names(Class<? extends Record> kind) {
    return List.of(kind.getRecordComponents()).stream().map(RecordComponent::getName).toList();
  }

  private static void markNullable(Schema<?> schema, Class<? extends Record> kind) {
    for (RecordComponent component : kind.getRecordComponents()) {
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        allowNull(required(schema.getProperties(), component.getName()));
      }
    }
  }

  private static <T> void allowNull(Schema<T> property) {
    if (property.get$ref() != null) {
      var named = new Schema<>().$ref(property.get$ref());
      var none = new Schema<>();
      none.setTypes(new LinkedHashSet<>(List.of("null")));
      property.set$ref(null);
      property.setAnyOf(List.of(named, none));
      return;
    }
    var types = new LinkedHashSet<>(property.getTypes());
    types.add("null");
    property.setTypes(types);
    if (property.getEnum() != null) {
      property.addEnumItemObject(null);
    }
  }
}
