"""Who shares positions with whom: discourse networks over issues and time.

The terms are those of discourse network analysis: P. Leifeld, Discourse Network Analysis: Policy Debates as Dynamic
Networks, in The Oxford Handbook of Political Networks, 2017. A concept is an issue's first end, to which statements
agree (for) or disagree (against); those that take no side have no part in it.
"""
