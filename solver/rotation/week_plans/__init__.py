r"""Who visits which role in which week: a linear programme over whole plans of people.

Every person has one plan out of very many, a chain of (week, role). The programme chooses a share
of each so that seats, hosts and the earlier tiers are kept, at the least comfort:

.. math:: \min \sum_j c_j \lambda_j + \ldots \quad\text{with}\quad \sum_{j \in J_p} \lambda_j = 1

============== ============================================================ ==================
row            holds                                                        slack, at a price
============== ============================================================ ==================
person         one plan
seat           week, role: guests ≤ what hosts give to the role
capacity       week, role: guests ≤ Σ slots min(capacity, hosts there)
department     week, department: guests ≤ the largest flow to its hosts
load           week, kind of host: given to all roles ≤ load                (only with two roles)
fair           kind of host: given ≤ fair hosting                           ``host_overload``
crowded        week: guests ≤ fair share                                    ``crowded_week``
pair, short    pair: guests ≥ minimum; Σ weight × shortfall ≤ its tier      the shortfall
balance        two departments tied by a pair: there − back = 0             ``one_way``
missing        missing visits ≤ their tier
============== ============================================================ ==================

Hosts of the same roles count as one kind. Half-days within a week, home cover and gaps are
left out, so that no plan of the problem is better. Plans are made as they are needed (column
generation): the cheapest chain of each person at the duals of the rows.

``master``     the rows above and their slacks
``columns``    the plans made so far as columns of these rows
``pricing``    the cheapest plans at some duals, and the bound that they prove
``choice``     one whole plan for each person
``programme``  the turns of solving and pricing that join them
``linear``     sparse columns and HiGHS
"""

from solver.rotation.week_plans.programme import WeekPlans

__all__ = ["WeekPlans"]
