-- Who took part: Order of battle
--
-- Which formations took part, and which belonged to which?
--
-- One row per unit, under the one to which it belongs in the infobox. `infobox_only` means that no sentence of the article names the unit:
-- that it was there is then all that is said, not what it did. Supports and doubts count the claims for and against. Strengths are not
-- given for any single unit.
SELECT indented_name AS unit, side, echelon, infobox_only, supports, contradicts + qualifies AS doubts, unit_id FROM order_of_battle;
