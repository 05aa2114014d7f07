import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  IdentifierNode,
  type JoinNode,
  type KyselyPlugin,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  ReferenceNode,
  type SelectQueryNode,
  TableNode,
  type UpdateQueryNode,
  ValueNode,
  WhereNode,
} from "kysely";

/** Adds `org_id = …` to every table that a query reads, joins, updates or deletes from. */
export class OrganizationScope implements KyselyPlugin {
  readonly #transformer: ScopeTransformer;

  constructor(organization: string) {
    this.#transformer = new ScopeTransformer(organization);
  }

  transformQuery(args: PluginTransformQueryArgs) {
    return this.#transformer.transformNode(args.node, args.queryId);
  }

  async transformResult(args: PluginTransformResultArgs) {
    return args.result;
  }
}

class ScopeTransformer extends OperationNodeTransformer {
  readonly #organization: string;

  constructor(organization: string) {
    super();
    this.#organization = organization;
  }

  protected override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const query = super.transformSelectQuery(node);
    return this.#restrict(query, query.from?.froms ?? []);
  }

  protected override transformUpdateQuery(node: UpdateQueryNode): UpdateQueryNode {
    const query = super.transformUpdateQuery(node);
    return this.#restrict(query, [...(query.table ? [query.table] : []), ...(query.from?.froms ?? [])]);
  }

  protected override transformDeleteQuery(node: DeleteQueryNode): DeleteQueryNode {
    const query = super.transformDeleteQuery(node);
    return this.#restrict(query, query.from.froms);
  }

  protected override transformJoin(node: JoinNode): JoinNode {
    const join = super.transformJoin(node);
    const condition = this.#condition(join.table);
    if (!condition) return join;
    return {
      ...join,
      on: join.on ? OnNode.create(AndNode.create(join.on.on, condition)) : OnNode.create(condition),
    };
  }

  #restrict<Q extends { where?: WhereNode }>(query: Q, tables: readonly OperationNode[]): Q {
    let where = query.where;
    for (const table of tables) {
      const condition = this.#condition(table);
      if (!condition) continue;
      where = where ? WhereNode.create(AndNode.create(where.where, condition)) : WhereNode.create(condition);
    }
    return where ? { ...query, where } : query;
  }

  /** `alias.org_id = $organization`; a table of ours always has the column but for `organization` itself. */
  #condition(table: OperationNode): OperationNode | null {
    const aliased = AliasNode.is(table);
    const inner = aliased ? table.node : table;
    if (!TableNode.is(inner)) return null; // a subquery: its own tables are restricted inside
    const name = inner.table.identifier.name;
    const alias = aliased && IdentifierNode.is(table.alias) ? table.alias.name : name;
    const column = ColumnNode.create(name === "organization" ? "id" : "org_id");
    return BinaryOperationNode.create(
      ReferenceNode.create(column, TableNode.create(alias)),
      OperatorNode.create("="),
      ValueNode.create(this.#organization),
    );
  }
}
