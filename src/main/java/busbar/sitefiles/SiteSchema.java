package busbar.sitefiles;

import busbar.site.Site;
import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a site file, made from the records that it is read into, so that the two
 * cannot disagree. Editors complete and check site files by it; Busbar checks their shape by it.
 */
public final class SiteSchema {
  private static final ObjectNode SCHEMA = generate();

  private SiteSchema() {}

  /** The schema, JSON Schema draft 2020-12; a copy that the caller may change. */
  public static ObjectNode asJson() {
    return SCHEMA.deepCopy();
  }

  /** The schema as it stands in {@code sites/site.schema.json}, with a newline at its end. */
  public static String asText() {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(SCHEMA) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode generate() {
    var builder =
        new SchemaGeneratorConfigBuilder(
            new ObjectMapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
    builder.with(
        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
        Option.DEFINITIONS_FOR_ALL_OBJECTS,
        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
        Option.PLAIN_DEFINITION_KEYS);
    builder.with(
        new JacksonModule(
            JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
            JacksonOption.SKIP_SUBTYPE_LOOKUP,
            JacksonOption.IGNORE_TYPE_INFO_TRANSFORM));
    builder.forFields().withRequiredCheck(SiteSchema::isRequired);
    builder
        .forTypesInGeneral()
        .withPropertySorter((one, other) -> 0)
        .withCustomDefinitionProvider(SiteSchema::textual)
        .withSubtypeResolver(SiteSchema::kinds)
        .withTypeAttributeOverride(SiteSchema::addKind);
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(Site.class);
    schema.put("title", "A site file of Busbar");
    return schema;
  }

  /** Everything, but for what is {@code @Nullable} and for lists and maps that do not insist. */
  private static boolean isRequired(FieldScope field) {
    JsonProperty property = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
    if (property != null && property.required()) {
      return true;
    }
    Class<?> type = field.getRawMember().getType();
    return !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !Collection.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type);
  }

  private static @Nullable CustomDefinition textual(
      ResolvedType type, SchemaGenerationContext context) {
    ObjectNode text = context.getGeneratorConfig().createObjectNode().put("type", "string");
    if (type.getErasedType() == LocalDate.class) {
      text.put("format", "date");
    } else if (type.getErasedType() != ZoneId.class
        && type.getErasedType() != LocalDateTime.class
        && type.getErasedType() != YearMonth.class) {
      return null;
    }
    return new CustomDefinition(
        text, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  private static @Nullable List<ResolvedType> kinds(
      ResolvedType declared, SchemaGenerationContext context) {
    JsonSubTypes kinds = declared.getErasedType().getAnnotation(JsonSubTypes.class);
    return kinds == null
        ? null
        : Arrays.stream(kinds.value())
            .map(kind -> context.getTypeContext().resolveSubtype(declared, kind.value()))
            .toList();
  }

  /** Puts the discriminating {@code kind} in front of the fields of a kind's own type. */
  private static void addKind(
      ObjectNode definition, TypeScope scope, SchemaGenerationContext context) {
    Class<?> type = scope.getType().getErasedType();
    findKind(type)
        .ifPresent(
            kind -> {
              ObjectNode properties = context.getGeneratorConfig().createObjectNode();
              properties.putObject(kind.property()).put("const", kind.name());
              if (definition.get("properties") instanceof ObjectNode declared) {
                properties.setAll(declared);
              }
              definition.set("properties", properties);
              ArrayNode required = context.getGeneratorConfig().createArrayNode();
              required.add(kind.property());
              if (definition.get("required") instanceof ArrayNode declared) {
                required.addAll(declared);
              }
              definition.set("required", required);
            });
  }

  private record Kind(String property, String name) {}

  private static Optional<Kind> findKind(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      JsonSubTypes kinds = parent.getAnnotation(JsonSubTypes.class);
      JsonTypeInfo info = parent.getAnnotation(JsonTypeInfo.class);
      if (kinds != null && info != null) {
        return Arrays.stream(kinds.value())
            .filter(kind -> kind.value() == type)
            .map(kind -> new Kind(info.property(), kind.name()))
            .findFirst();
      }
    }
    return Optional.empty();
  }
}
