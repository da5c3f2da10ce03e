using System.Reflection;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Where the snapshots of a test go and what they are called.</summary>
public delegate PathInfo DerivePathInfo(string sourceFile, string projectDirectory, Type type, MethodInfo method);
