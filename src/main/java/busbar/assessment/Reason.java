package busbar.assessment;

import java.util.SortedMap;

/**
 * Why: the rule that says so, a sentence for people, and the facts it is made from.
 *
 * @param rule the rule's stable id, such as CURTAIL-01
 * @param title the rule's sentence
 * @param sentence this case in words, its values filled in
 * @param facts the values that the rule read, by their path in the fact; parameters by their key
 */
public record Reason(String rule, String title, String sentence, SortedMap<String, Object> facts) {}
