"""The words of SSSOM 1.1 that our mappings use: slots, prefixes, predicates, justifications.

Source: "Specification of the SSSOM standard" 1.1 and its LinkML schema, mapping-commons.github.io/sssom;
``reviewer_agreement`` is of a later draft and is read only.
"""

from __future__ import annotations

from pcf.mapping.records import Relation

SKOS, SEMAPV, SSSOM = (
    "http://www.w3.org/2004/02/skos/core#",
    "https://w3id.org/semapv/vocab/",
    "https://w3id.org/sssom/",
)
# The names that may be left out of the prefix map, and may never stand for anything else.
BUILT_IN = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": SEMAPV,
    "skos": SKOS,
    "sssom": SSSOM,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "linkml": "https://w3id.org/linkml/",
}
ELEMENTS, PRACTICES = "urn:pcf:element:", "urn:pcf:practice:"
OURS = {"pcf": ELEMENTS, "pcf_slot": "urn:pcf:slot:", "practice": PRACTICES}

NOTHING = "NoTermFound"  # of sssom: the subject fits nowhere in the object's source
PREDICATES: dict[Relation, str] = {
    "part_of": "broadMatch",  # of skos: the object is broader than the subject
    "same": "exactMatch",
    "near": "closeMatch",
    "wider": "narrowMatch",
    "related": "relatedMatch",
}
RELATION_OF: dict[str, Relation] = {f"{SKOS}{name}": relation for relation, name in PREDICATES.items()}

MANUAL, REVIEW, UNSPECIFIED = "ManualMappingCuration", "MappingReview", "UnspecifiedMatching"
LEXICAL = "LexicalSimilarityThresholdMatching"  # pcf compares words, and shows what is alike enough
JUSTIFICATIONS = (
    "BackgroundKnowledgeBasedMatching", "CompositeMatching", "InstanceBasedMatching", "LexicalMatching", LEXICAL,
    "LogicalReasoning", MANUAL, "MappingChaining", "MappingInversion", REVIEW, "SemanticSimilarityThresholdMatching",
    "StructuralMatching", UNSPECIFIED,
)  # fmt: skip

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
SLOTS = (
    "record_id", "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label",
    "predicate_modifier", "object_id", "object_label", "object_category", "mapping_justification", "author_id",
    "author_label", "reviewer_id", "reviewer_label", "reviewer_agreement", "creator_id", "creator_label", "license",
    "subject_type", "subject_source", "subject_source_version", "object_type", "object_source",
    "object_source_version", "predicate_type", "mapping_provider", "mapping_source", "mapping_cardinality",
    "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "publication_date", "review_date", "confidence", "curation_rule", "curation_rule_text", "subject_match_field",
    "object_match_field", "match_string", "subject_preprocessing", "object_preprocessing", "similarity_score",
    "similarity_measure", "see_also", "issue_tracker_item", "other", "comment", "derived_from",
)  # fmt: skip
ENTITIES = frozenset({
    "record_id", "subject_id", "predicate_id", "object_id", "mapping_justification", "author_id", "reviewer_id",
    "creator_id", "subject_source", "object_source", "mapping_source", "mapping_tool_id", "curation_rule",
    "subject_match_field", "object_match_field", "subject_preprocessing", "object_preprocessing",
    "issue_tracker_item", "derived_from",
})  # fmt: skip
LISTS = frozenset({
    "author_id", "author_label", "reviewer_id", "reviewer_label", "creator_id", "creator_label", "cardinality_scope",
    "curation_rule", "curation_rule_text", "match_string", "subject_match_field", "object_match_field",
    "subject_preprocessing", "object_preprocessing", "see_also", "derived_from",
})  # fmt: skip
PROPAGATED = frozenset({
    "cardinality_scope", "curation_rule", "curation_rule_text", "mapping_date", "mapping_provider", "mapping_tool",
    "mapping_tool_id", "mapping_tool_version", "object_match_field", "object_preprocessing", "object_source",
    "object_source_version", "object_type", "predicate_type", "similarity_measure", "subject_match_field",
    "subject_preprocessing", "subject_source", "subject_source_version", "subject_type",
})  # fmt: skip
OF_THE_SET = frozenset({
    "sssom_version", "curie_map", "mapping_set_id", "mapping_set_version", "mapping_set_source", "mapping_set_title",
    "mapping_set_description", "mapping_set_confidence", "creator_id", "creator_label", "license",
    "publication_date", "see_also", "issue_tracker", "other", "comment", "extension_definitions",
})  # fmt: skip

DATES = frozenset({"mapping_date", "publication_date", "review_date"})
NUMBERS = {
    "confidence": (0, 1),
    "similarity_score": (0, 1),
    "reviewer_agreement": (-1, 1),
    "ext_suggested_confidence": (0, 1),
}
_TYPES = (
    "owl class", "owl object property", "owl data property", "owl annotation property", "owl named individual",
    "skos concept", "rdfs resource", "rdfs class", "rdfs literal", "rdfs datatype", "rdf property",
    "composed entity expression",
)  # fmt: skip
LITERAL = "rdfs literal"
OPEN = "open"
CHOICES = {
    "predicate_modifier": ("Not",),
    "subject_type": _TYPES,
    "object_type": _TYPES,
    "predicate_type": _TYPES,
    "mapping_cardinality": ("1:1", "1:n", "n:1", "1:0", "0:1", "n:n", "0:0"),
    "ext_decision": ("accepted", "rejected", OPEN),
}

# Slots of our own, in the order in which they are written; each is declared where it is used.
UNPLACED = "ext_unplaced"  # of the set: practices without a row, since a row would claim something of them
EXTENSIONS = ("ext_date", "ext_decision", "ext_owner", "ext_suggested_confidence", "ext_unit", UNPLACED, "ext_why")
