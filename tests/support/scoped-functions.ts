import { relative, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");

export type ScopedFunction = {
  /** "features/deadlines/commands meetDeadline" */
  name: string;
  load: () => Promise<(...args: never[]) => unknown>;
  takesTransaction: boolean;
  /** The arguments as their types ask for them, without those that may be left out. */
  argumentsFor: (give: Give) => unknown[];
};

/** What is given for a value of this type under this name; `undefined` leaves it to its type. */
export type Give = (name: string, type: string) => unknown;

/**
 * Every exported query and command of the rooms and workflows that takes a scope. Their arguments are made from
 * their types: an object property by property, a choice by its first one.
 */
export function scopedFunctions(): ScopedFunction[] {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const wanted = fileNames.filter((name) =>
    /\/src\/(features|workflows)\/.*\/(queries|commands)\.ts$/.test(name),
  );
  const program = ts.createProgram(wanted, options);
  const checker = program.getTypeChecker();
  return wanted.flatMap((file) =>
    program
      .getSourceFile(file)!
      .statements.filter(isExported)
      .flatMap(functionsOf)
      .filter(([, one]) => one.parameters.some(isScope))
      .map(([called, one]) => describe(checker, file, called, one)),
  );
}

const isExported = (one: ts.Statement) =>
  ts.canHaveModifiers(one) &&
  (ts.getModifiers(one) ?? []).some((word) => word.kind === ts.SyntaxKind.ExportKeyword);

/** The functions that a statement declares, by name. */
function functionsOf(one: ts.Statement): [string, ts.SignatureDeclaration][] {
  if (ts.isFunctionDeclaration(one)) return [[one.name!.text, one]];
  if (!ts.isVariableStatement(one)) return [];
  return one.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
      ? [[name.getText(), initializer] satisfies [string, ts.SignatureDeclaration]]
      : [],
  );
}

const isScope = (one: ts.ParameterDeclaration) =>
  /\b(Contact|Subcontractor)?Scope\b/.test(one.type?.getText() ?? "");

function describe(
  checker: ts.TypeChecker,
  file: string,
  called: string,
  one: ts.SignatureDeclaration,
): ScopedFunction {
  const folder = relative(resolve(root, "src"), file).replaceAll("\\", "/").replace(/\.ts$/, "");
  return {
    name: `${folder} ${called}`,
    load: async () => {
      const found: Record<string, (...args: never[]) => unknown> = await import(file);
      return found[called]!;
    },
    takesTransaction: one.parameters[0]?.type?.getText() === "Tx",
    argumentsFor: (give) =>
      one.parameters
        .filter((parameter) => !parameter.initializer && !parameter.questionToken)
        .map((parameter) => {
          const name = ts.isIdentifier(parameter.name) ? parameter.name.text : "";
          return valueOf(checker, name, checker.getTypeAtLocation(parameter), one, give);
        }),
  };
}

function valueOf(
  checker: ts.TypeChecker,
  name: string,
  type: ts.Type,
  at: ts.Node,
  give: Give,
): unknown {
  const given = give(name, checker.typeToString(type));
  if (given !== undefined) return given;
  const first = type.isUnion() ? type.types.find((one) => !isNothing(one))! : type;
  if (first !== type) return valueOf(checker, name, first, at, give);
  if (first.isLiteral()) return first.value;
  if (first.flags & ts.TypeFlags.BooleanLike) return true;
  if (first.flags & ts.TypeFlags.NumberLike) return 1;
  if (checker.isArrayType(first)) {
    const [inner] = checker.getTypeArguments(first as ts.TypeReference);
    return [valueOf(checker, name.replace(/s$/, ""), inner!, at, give)];
  }
  if (isPlain(first))
    return Object.fromEntries(
      checker
        .getPropertiesOfType(first)
        .filter((one) => !(one.flags & ts.SymbolFlags.Optional) || one.name.endsWith("Id"))
        .map((one) => [
          one.name,
          valueOf(checker, one.name, checker.getTypeOfSymbolAtLocation(one, at), at, give),
        ]),
    );
  throw new Error(`Say what to give for ${name || "a parameter"}: ${checker.typeToString(type)}`);
}

/** Whether a type is an object of data alone, and not a class of the language's own. */
function isPlain(type: ts.Type): boolean {
  if (type.isIntersection()) return type.types.every(isPlain);
  const [declared] = type.symbol?.declarations ?? [];
  return (
    Boolean(type.flags & ts.TypeFlags.Object) &&
    type.getCallSignatures().length === 0 &&
    !declared?.getSourceFile().hasNoDefaultLib
  );
}

const isNothing = (type: ts.Type) =>
  Boolean(type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null));
